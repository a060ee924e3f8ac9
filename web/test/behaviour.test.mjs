// What the script promises, in the installed browser, under the product's content security policy.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { startApp } from "./app.mjs";
import { launch, open } from "./browser.mjs";

let browser;
let app;
let page;
before(async () => { browser = await launch(); });
after(() => browser.close());
beforeEach(async () => {
  app = await startApp();
  page = await open(browser, app.origin, { viewport: { width: 1200, height: 800 } });
  await until(() => app.streams.size === 1);
});
afterEach(async () => {
  const { complaints } = page;
  await page.context().close();
  app.close();
  assert.deepEqual(complaints, [], "neither errors nor reports of the content security policy");
});

async function until(holds) {
  const end = Date.now() + 5000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not in time: ${holds}`);
    await new Promise((soon) => setTimeout(soon, 10));
  }
}

const shows = (where, what, on = page) => on.waitForFunction(([w, t]) => document.querySelector(w)?.textContent.includes(t), [where, String(what)], { timeout: 5000 });
const stands = (deal, stage) => page.waitForSelector(`#tiles-${stage} #deal-${deal}`, { timeout: 5000 });
const change = () => { app.change(["board"]); return shows("#seq", app.seq); };

/** Another tab has seen the change, so this one has heard of it too; it still shows what it showed. */
async function otherTabSeesChange() {
  const before = await page.textContent("#seq");
  const other = await page.context().newPage();
  await other.goto(app.origin);
  app.change(["board"]);
  await shows("#seq", app.seq, other);
  assert.equal(await page.textContent("#seq"), before);
  await other.close();
}

test("a_change_elsewhere_is_seen_here", async () => {
  await change();
});

test("typed_text_focus_caret_and_open_parts_survive_a_refresh", async () => {
  await page.fill("#note", "half a sentence");
  await page.evaluate(() => document.querySelector("#note").setSelectionRange(4, 4));
  await page.evaluate(() => { document.querySelector("#why").open = true; document.querySelector("#menu").showPopover(); });
  await change();
  assert.deepEqual(await page.evaluate(() => {
    const note = document.querySelector("#note");
    return [note.value, document.activeElement === note, note.selectionStart, document.querySelector("#why").open, document.querySelector("#menu").matches(":popover-open")];
  }), ["half a sentence", true, 4, true, true]);
  assert.equal(await page.textContent("#why-seq"), String(app.seq), "what is inside an open part is new");
});

test("text_in_a_field_that_was_left_survives_and_untouched_fields_are_new", async () => {
  await page.fill("#note", "kept");
  await page.focus("#to-deal");
  await change();
  assert.equal(await page.inputValue("#note"), "kept");
  assert.equal(await page.inputValue("#other"), String(app.seq));
});

test("a_sent_form_shows_what_the_server_answers", async () => {
  await page.fill("#note", "sent");
  await page.click("#save");
  await shows("#note-shown", "sent");
  assert.equal(await page.inputValue("#note"), "sent");
  assert.equal(await page.evaluate(() => document.querySelector("#note").defaultValue), "sent");
});

test("an_open_dialog_keeps_its_form_during_a_refresh", async () => {
  await page.keyboard.press("c");
  await page.fill("#quick-note", "not yet");
  await change();
  assert.equal(await page.inputValue("#quick-note"), "not yet");
  assert.equal(await page.evaluate(() => document.querySelector("#dialog-host").open), true);
});

test("a_dialog_shows_the_refusal_then_closes_and_says_what_was_done", async () => {
  await page.click("#new");
  await page.click("#dialog .btn");
  await shows("#dialog .problem", "Say what happened.");
  const pages = app.pages;
  await page.fill("#quick-note", "called Ines");
  await page.keyboard.press("Enter");
  await shows("#note-shown", "called Ines");
  await shows("#toasts", "Noted.");
  assert.equal(await page.evaluate(() => document.querySelector("#dialog-host").open), false);
  assert.equal(app.pages, pages + 1, "the page that followed was asked for once");
});

test("escape_asks_before_typed_text_is_thrown_away", async () => {
  await page.click("#new");
  await page.fill("#quick-note", "long");
  await page.keyboard.press("Escape");
  await shows("#toasts", "Not saved yet.");
  assert.equal(await page.evaluate(() => document.querySelector("#dialog-host").open), true);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("#dialog-host").open);
});

test("a_refresh_dropped_during_a_visit_is_made_up_for", async () => {
  app.slow = 400;
  app.change(["board"]);
  await until(() => app.pages === 2);
  app.change(["board"]);
  await shows("#seq", app.seq);
});

test("a_burst_of_changes_asks_for_few_pages", async () => {
  const pages = app.pages;
  for (let i = 0; i < 20; i += 1) app.change(["board"]);
  await shows("#seq", app.seq);
  assert.ok(app.pages - pages <= 2, `${app.pages - pages} pages`);
});

test("other_peoples_topics_do_not_concern_this_page", async () => {
  const pages = app.pages;
  app.change(["deal:7"]);
  await change();
  assert.equal(app.pages - pages, 1);
});

test("an_anchor_in_the_address_does_not_stop_refreshes", async () => {
  await page.evaluate(() => { location.hash = "main"; });
  await change();
});

test("a_refused_form_is_not_refreshed_away", async () => {
  await page.evaluate(() => document.querySelector("#note").setAttribute("aria-invalid", "true"));
  await otherTabSeesChange();
});

test("toasts_outlive_a_refresh", async () => {
  await page.focus("#deal-41 .t");
  await page.keyboard.press("Alt+ArrowRight");
  await shows("#toasts", "Moved to demo.");
  await change();
  assert.match(await page.textContent("#toasts"), /Moved to demo/);
});

test("tabs_share_one_stream_that_carries_the_topics_of_all", async () => {
  const second = await page.context().newPage();
  await second.goto(`${app.origin}/deals/42`);
  await until(() => app.opened.at(-1).topics === "board,deal:42");
  await until(() => app.streams.size === 1);
  app.change(["deal:42"]);
  await shows("#seq", app.seq, second);
  app.change(["board"]);
  await shows("#seq", app.seq);
});

test("a_cut_stream_comes_back_and_catches_up", async () => {
  const second = await page.context().newPage();
  await second.close();
  app.cut();
  await until(() => app.streams.size === 0);
  app.seq += 1;
  await shows("#seq", app.seq);
  assert.equal(Number(app.opened.at(-1).last), app.seq - 1);
});

test("without_a_shared_worker_the_tab_has_its_own_stream", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => { delete globalThis.SharedWorker; });
  const alone = await context.newPage();
  await alone.goto(app.origin);
  await until(() => app.streams.size === 2);
  app.change(["board"]);
  await shows("#seq", app.seq, alone);
  await context.close();
});

test("a_tile_is_dragged_to_another_column", async () => {
  await page.waitForFunction(() => document.querySelector("#tiles-demo").sortable);
  await page.dragAndDrop("#deal-41", "#tiles-demo");
  await until(() => app.stages[41] === "demo");
  await stands(41, "demo");
  await shows("#toasts", "Moved to demo.");
  await page.waitForFunction(() => !document.querySelector("[data-hold]"));
});

test("alt_and_an_arrow_move_the_focused_tile", async () => {
  await page.focus("#deal-41 .t");
  await page.keyboard.press("Alt+ArrowRight");
  await until(() => app.stages[41] === "demo");
  await shows("#toasts", "Moved to demo.");
  await stands(41, "demo");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".tile")?.id), "deal-41", "focus stays on the tile");
});

test("the_menu_moves_a_tile_by_keyboard", async () => {
  await page.focus("#deal-41 .btn");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#board-menu:popover-open");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "demo");
  await page.keyboard.press("Enter");
  await until(() => app.stages[41] === "demo");
  await stands(41, "demo");
});

test("a_refused_move_goes_back_with_the_servers_sentence", async () => {
  await page.focus("#deal-42 .t");
  await page.keyboard.press("Alt+ArrowRight");
  await shows("#toasts .problem", "Somebody moved it first.");
  await stands(42, "demo");
});

test("a_stage_that_needs_words_opens_its_form", async () => {
  await page.evaluate(() => document.querySelector("#tiles-discovery").after(document.querySelector("#tiles-lost")));
  await page.focus("#deal-41 .t");
  await page.keyboard.press("Alt+ArrowRight");
  await shows("#dialog", "Why lost?");
  assert.equal(app.stages[41], "discovery");
});

test("refreshes_wait_while_something_is_dragged", async () => {
  await page.evaluate(() => document.querySelector(".board").setAttribute("data-hold", ""));
  await otherTabSeesChange();
  await page.evaluate(() => { document.querySelector("[data-hold]").removeAttribute("data-hold"); document.dispatchEvent(new CustomEvent("live:resume")); });
  await shows("#seq", app.seq);
});

test("keys_work_everywhere_but_in_a_field", async () => {
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  await page.keyboard.type("c?");
  assert.equal(await page.inputValue("[name=q]"), "c?");
  await page.keyboard.press("Escape");
  await page.focus("#to-deal");
  await page.keyboard.press("?");
  assert.equal(await page.evaluate(() => document.querySelector("#keys").open), true);
});

test("the_search_field_proposes_and_goes_there_by_keyboard", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("rail");
  await shows("#found", "Meridian rail");
  await page.waitForSelector("#found:not([hidden])");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.getAttribute("[name=q]", "aria-activedescendant"), "o1");
  await change();
  assert.equal(await page.isVisible("#found"), true, "a refresh leaves the list open");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/deals/42");
});

test("turbo_writes_no_style_into_the_page", async () => {
  app.slow = 900;
  await page.click("#to-deal");
  assert.equal(await page.locator("style").count(), 0);
});
