// What a seller does all day, without a pointer: keys alone, focus always to be seen and where one goes on.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { openDeal } from "./deals.mjs";
import { isFocused, travel } from "./keys.mjs";
import { PASSWORD, start } from "./product.mjs";

let product;
let page;
before(async () => { product = await start(); });
after(() => product.stop());
beforeEach(async () => { page = await product.signIn("Alex Reyes"); });
afterEach(async () => {
  const { complaints } = page;
  await page.context().close();
  assert.deepEqual(complaints, []);
});

const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const shows = (text) => page.getByText(text).first().waitFor();

const lands = (target) => target.and(page.locator(":focus")).waitFor();

const tabTo = (target) => travel(page, "Tab", target);

test("one_signs_in_with_name_and_password_by_keyboard", async () => {
  await page.context().clearCookies();
  await page.goto(product.origin);
  await tabTo(page.getByLabel("E-mail"));
  await page.keyboard.type("priya@tidewater.example");
  await press("Tab");
  await page.keyboard.type("wrong");
  await press("Enter");
  await shows("E-mail and password do not fit.");
  assert.equal(await page.getByLabel("E-mail").inputValue(), "priya@tidewater.example", "what was typed is kept");
  await tabTo(page.getByLabel("Password"));
  await page.keyboard.type(PASSWORD);
  await press("Enter");
  await page.waitForURL("**/today");
  await page.getByRole("heading", { name: /Priya$/ }).waitFor();
});

test("who_is_at_the_customer_is_picked_from_proposals_and_the_focus_stays", async () => {
  await page.goto(`${product.origin}/deals`);
  await page.getByRole("link", { name: "New deal" }).first().click();
  const [account, contact] = [page.locator("dialog #account"), page.locator("dialog #contact")];
  await lands(account);
  await page.keyboard.type("Lantern Lights");
  await tabTo(contact);
  await page.keyboard.type("clar");
  await page.locator("#options-contact [role=option]").first().waitFor();
  await lands(contact);
  await press("ArrowDown", "Enter");
  await lands(contact);
  const picked = await contact.inputValue();
  assert.match(picked, /^Clara /u);
  await tabTo(page.getByRole("button", { name: "Open the deal" }));
  await press("Enter");
  await page.waitForURL("**/deals/*");
  await page.getByRole("link", { name: picked }).waitFor();
});

test("the_first_stop_leads_past_the_menu", async () => {
  await press("Tab");
  await lands(page.getByRole("link", { name: "Skip to the page" }));
  await press("Enter");
  await lands(page.locator("#main"));
  await press("Tab");
  await lands(page.locator("[name=q]"));
});

test("alt_and_an_arrow_move_a_deal_and_the_focus_goes_with_it", async () => {
  const path = await openDeal(page, "Alt and arrow");
  await page.goto(`${product.origin}/deals?text=Alt+and+arrow`);
  const tile = page.locator(`#${path.slice(1).replace("s/", "-")}`);
  await tabTo(tile.getByRole("link", { name: "Alt and arrow", exact: true }));
  await press("Alt+ArrowRight");
  await shows("Moved.");
  await page.locator("section", { has: page.getByRole("heading", { name: "Demo" }) }).getByText("Alt and arrow").waitFor();
  assert.ok(await isFocused(tile.locator("a.t")), "the focus stays on the tile");
  await page.reload();
  await page.locator(`#tiles-demo ${await tile.evaluate(({ id }) => `#${id}`)}`).waitFor();
});

test("the_menu_of_a_tile_moves_it_and_escape_leaves_it", async () => {
  const path = await openDeal(page, "By the menu");
  await page.goto(`${product.origin}/deals?text=By+the+menu`);
  const more = page.getByRole("link", { name: "Move By the menu to…" });
  await tabTo(more);
  await press("Enter");
  await lands(page.locator("#board-menu button:enabled").first());
  await press("Escape");
  await lands(more);
  await press("Enter");
  await travel(page, "Tab", page.locator("#board-menu").getByRole("button", { name: "Proposal" }));
  await press("Space");
  await page.locator(`#tiles-proposal #deal-${path.split("/").pop()}`).waitFor();
  await shows("Moved.");
});

test("a_deal_moves_on_and_is_won_on_its_page", async () => {
  await openDeal(page, "Won by keys", { stage: "Proposal" });
  await tabTo(page.getByRole("button", { name: "Move to Negotiation" }));
  await press("Enter");
  await shows("Moved.");
  await page.locator("[aria-current=step]", { hasText: "Negotiation" }).waitFor();
  const win = page.locator("header").getByRole("link", { name: "Win", exact: true });
  await tabTo(win);
  await press("Enter");
  const dialog = page.locator("#dialog-host[open]");
  await lands(dialog.getByLabel("Won", { exact: true }));
  await press("Escape");
  await lands(win);
  await press("Enter");
  await lands(dialog.getByLabel("Won", { exact: true }));
  await press("Tab");
  await lands(dialog.locator("[name=closed_on]"));
  await tabTo(dialog.getByRole("button", { name: "Close the deal", exact: true }));
  await press("Enter");
  await page.getByRole("heading", { name: "Won: €4,000.00" }).waitFor();
  await shows("Won. Well done, all of you!");
});

test("a_refused_form_in_a_dialog_says_so_where_the_focus_is", async () => {
  await openDeal(page, "Lost by keys");
  await tabTo(page.locator("header").getByRole("link", { name: "Lose", exact: true }));
  await press("Enter");
  const dialog = page.locator("#dialog-host[open]");
  await lands(dialog.getByLabel("Lost", { exact: true }));
  await tabTo(dialog.getByRole("button", { name: "Close the deal", exact: true }));
  await press("Enter");
  await lands(dialog.locator(".error-summary"));
  await press("Tab", "Enter");
  await lands(dialog.getByLabel("Why?"));
  await page.keyboard.type("They bought nothing at all.");
  await tabTo(dialog.getByRole("button", { name: "Close the deal", exact: true }));
  await press("Space");
  await shows("Closed as lost.");
});

test("c_keeps_a_note_about_the_deal_one_is_on", async () => {
  await openDeal(page, "Noted by keys");
  await press("c");
  const dialog = page.locator("#dialog-host[open]");
  await lands(dialog.locator("[name=text]"));
  await page.keyboard.type("Ines decides in **May**");
  await travel(page, "Shift+Tab", dialog.getByLabel("Call", { exact: true }));
  await press("ArrowRight");
  await lands(dialog.getByLabel("Note", { exact: true }));
  await tabTo(dialog.getByRole("button", { name: "Keep it" }));
  await press("Enter");
  await shows("Kept. It stands below.");
  await page.locator(".prose strong", { hasText: "May" }).waitFor();
});

test("c_plans_a_next_step_for_a_deal_that_is_found_by_its_name", async () => {
  const path = await openDeal(page, "Zephyr steps");
  await page.goto(`${product.origin}/today`);
  await press("c");
  const dialog = page.locator("#dialog-host[open]");
  await lands(dialog.locator("[name=about_name]"));
  await page.keyboard.type("zeph");
  await dialog.getByRole("option").first().waitFor();
  await press("ArrowDown", "Enter");
  assert.match(await dialog.locator("[name=about_name]").inputValue(), /Zephyr steps/);
  await travel(page, "Shift+Tab", dialog.getByLabel("Call", { exact: true }));
  await press("ArrowRight", "ArrowRight", "ArrowRight");
  await lands(dialog.getByLabel("Next step", { exact: true }));
  await tabTo(dialog.locator("[name=text]"));
  await page.keyboard.type("Send the drawings");
  await tabTo(dialog.getByRole("button", { name: "Keep it" }));
  await press("Enter");
  await page.waitForURL(`**${path}`);
  await page.locator(".step .what", { hasText: "Send the drawings" }).waitFor();
});

test("a_slash_finds_a_deal_and_enter_goes_there", async () => {
  const path = await openDeal(page, "Quixotic gauges");
  await page.goto(`${product.origin}/today`);
  await press("/");
  await lands(page.locator("[name=q]"));
  await page.keyboard.type("quix");
  await page.getByRole("option", { name: "Quixotic gauges" }).waitFor();
  await press("ArrowDown", "Escape");
  await page.locator("#options-ask-list").waitFor({ state: "hidden" });
  await page.keyboard.type("o");
  await page.locator("#options-ask-list").waitFor();
  await press("ArrowDown", "Enter");
  await page.waitForURL(`**${path}`);
});

test("a_question_mark_lists_the_keys_and_escape_goes_back", async () => {
  const news = page.getByRole("link", { name: /^News/ });
  await tabTo(news);
  await press("?");
  await page.getByRole("heading", { name: "Keys" }).waitFor();
  await press("Escape");
  await lands(news);
});

test("one_proposes_a_change_of_the_process_and_asks_the_team", async () => {
  await page.goto(`${product.origin}/settings/stages`);
  await tabTo(page.getByRole("link", { name: "Propose a change" }));
  await press("Enter");
  await tabTo(page.getByLabel("What is it about?"));
  await page.keyboard.type("Meet the decider sooner");
  await tabTo(page.getByLabel("Why is it better?"));
  await page.keyboard.type("We lose weeks otherwise.");
  await tabTo(page.getByRole("button", { name: "Begin the proposal" }));
  await press("Enter");
  await shows("The proposal is begun");
  const draft = page.url();
  await tabTo(page.getByRole("link", { name: "What it asks Discovery" }));
  await press("Enter");
  await tabTo(page.getByLabel("Goal"));
  await press("Control+a");
  await page.keyboard.type("They have named who decides.");
  await press("Enter");
  await shows("Kept.");
  assert.equal(await page.getByLabel("Goal").inputValue(), "They have named who decides.", "enter keeps it");
  await page.goto(draft);
  await shows("They have named who decides.");
  await tabTo(page.getByRole("button", { name: "Ask the team" }));
  await press("Enter");
  await page.getByRole("button", { name: "Ask the team" }).waitFor({ state: "detached" });
});

test("insight_is_read_from_its_question_to_its_last_way", async () => {
  await page.goto(`${product.origin}/insights`);
  await tabTo(page.getByLabel("Whose deals"));
  await tabTo(page.getByRole("button", { name: "Show" }));
  await press("Enter");
  await page.waitForURL(/whose=|from=/);
  await tabTo(page.locator("summary", { hasText: "The numbers What stood where" }));
  await press("Enter");
  await page.getByRole("columnheader", { name: "Negotiation" }).first().waitFor();
  await tabTo(page.locator("summary", { hasText: "Deals" }).last());
  await press("Enter");
  await page.locator("details[open] a[href^='/deals/']").last().waitFor();
});
