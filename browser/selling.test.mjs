// A seller's morning, and what the team and the office do beside it.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { day, openDeal } from "./deals.mjs";
import { start } from "./product.mjs";

let product;
let page;
let others;
before(async () => { product = await start(); });
after(() => product.stop());
beforeEach(async () => {
  page = await product.signIn("Alex Reyes");
  others = [];
});
afterEach(async () => {
  const complaints = [page, ...others].flatMap((each) => each.complaints);
  await Promise.all([page, ...others].map((each) => each.context().close()));
  assert.deepEqual(complaints, []);
});

async function someoneElse(name) {
  others.push(await product.signIn(name));
  return others.at(-1);
}
const go = (path) => page.goto(product.origin + path);
const button = (name) => page.getByRole("button", { name, exact: true });
const shows = (text) => page.getByText(text).first().waitFor();
const dialog = () => page.locator("#dialog-host[open]");
const number = (deal) => deal.split("/").pop();
const post = (path, fields) => page.evaluate(async ([to, body]) => (await fetch(to, { method: "POST", body: new URLSearchParams(body) })).status, [path, fields]);

/** The line of a deal among the next steps, unfolded if it is not among the first. */
async function stepOf(deal) {
  await go("/today");
  await page.evaluate(() => { for (const part of document.querySelectorAll("#steps details")) part.open = true; });
  return page.locator(`#step-${number(deal)}`);
}

test("today_says_where_one_stands_and_what_each_figure_comes_from", async () => {
  await page.getByRole("heading", { name: /, Alex$/ }).waitFor();
  const burndown = page.locator("section", { has: page.getByRole("heading", { name: "My burndown" }) }).first();
  assert.match(await burndown.innerText(), /€\d/);
  assert.ok(await burndown.locator("svg title").first().textContent(), "the drawing says what it shows");
  await burndown.getByText("Day by day").click();
  assert.ok(await burndown.locator("tbody tr").count() > 0, "the drawing's days stand in a table");
  await burndown.getByText("Where this comes from").click();
  await burndown.locator("details[open] .rule").first().waitFor();
});

test("another_day_shows_what_was_known_then", async () => {
  const past = day(-40);
  await page.locator("summary, button, a").getByText("Another day").click();
  await page.locator("[name=as_of]").fill(past);
  await page.locator("form", { has: page.locator("[name=as_of]") }).getByRole("button").click();
  await page.waitForURL(`**as_of=${past}*`);
  await page.locator(".as-of").waitFor();
  assert.equal(await page.locator("#steps form").count(), 0, "nothing can be done on a past day");
  await page.locator(".as-of a").click();
  await page.locator(".as-of").waitFor({ state: "detached" });
});

test("the_path_to_quota_names_the_deals_that_land_it", async () => {
  await go("/today?period=quarter");
  const path = page.locator("#path");
  assert.match(await path.locator(".bar-line").innerText(), /\d %/);
  const deals = await path.locator("li.step a").count();
  if (deals === 0) assert.match(await path.innerText(), /The target is reached|No open deal is likely enough|This period is over/);
  else assert.match(await path.innerText(), /\d+ % of the target/);
  await path.locator("summary").click();
  await path.locator("details[open] .rule").waitFor();
});

test("a_deal_without_a_plan_asks_for_one_and_has_it_in_one_form", async () => {
  const deal = await openDeal(page, "Unplanned deal", { amount: "90000", stage: "Negotiation" });
  const step = await stepOf(deal);
  await step.getByRole("link", { name: /^Do it/ }).click();
  await dialog().locator("[name=step]").fill("Send the offer");
  await dialog().locator("[name=due]").fill(day(5));
  await dialog().getByRole("button", { name: "Set the next step" }).click();
  await shows("The next step is set.");
  await page.waitForURL(`**${deal}`);
  await page.locator(".step .what", { hasText: "Send the offer" }).waitFor();
  assert.equal(await (await stepOf(deal)).count(), 0);
});

test("something_that_the_process_asks_for_is_a_step_that_leads_to_it", async () => {
  const step = await stepOf(await openDeal(page, "Asked deal", { amount: "85000" }));
  await step.getByText("Problem, cost and deadline are written down").waitFor();
  await step.getByRole("link", { name: /^Do it/ }).click();
  await page.waitForURL(/#criterion-problem_cost/);
  await page.locator("li.step", { hasText: "Problem, cost and deadline" }).getByRole("button", { name: "Deadline" }).waitFor();
});

test("a_step_is_put_off_for_a_week", async () => {
  const step = await stepOf(await openDeal(page, "Snoozed deal", { amount: "80000" }));
  await step.getByRole("button", { name: /^Snooze/ }).click();
  await shows("Put off for a week.");
  await step.waitFor({ state: "detached" });
});

test("what_was_promised_is_done_with_one_button", async () => {
  const deal = await openDeal(page, "Promised deal", { amount: "80000" });
  await post(`${deal}/step`, { step: "Call Ines", due: day(-2) });
  const step = await stepOf(deal);
  await step.getByText(/Call Ines/).waitFor();
  await step.getByRole("button", { name: /^Done/ }).click();
  await step.getByRole("link", { name: /^Do it/ }).waitFor();
});

test("a_tile_dragged_to_another_column_takes_its_worth_along", async () => {
  const deal = await openDeal(page, "Dragged deal", { amount: "7000" });
  await go("/deals?text=Dragged+deal");
  await page.locator("#col-discovery + .total", { hasText: "€7k" }).waitFor();
  await page.waitForFunction(() => document.querySelector("#tiles-demo").sortable);
  await page.dragAndDrop(`#deal-${number(deal)}`, "#tiles-demo");
  await shows("Moved.");
  await page.locator("#col-demo + .total", { hasText: "€7k" }).waitFor();
  await page.waitForFunction(() => !/€7k/.test(document.querySelector("#col-discovery + .total")?.textContent ?? ""));
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.locator(`#tiles-discovery #deal-${number(deal)}`).waitFor();
  await page.locator("#col-discovery + .total", { hasText: "€7k" }).waitFor();
});

test("a_tile_dragged_to_lost_asks_why_first", async () => {
  const deal = await openDeal(page, "Hopeless deal", { stage: "Negotiation" });
  await page.setViewportSize({ width: 2000, height: 900 });
  await go("/deals?text=Hopeless+deal");
  await page.waitForFunction(() => document.querySelector("#tiles-lost").sortable);
  await page.dragAndDrop(`#deal-${number(deal)}`, "#tiles-lost");
  await dialog().getByLabel("Why?").fill("They merged with a rival.");
  await dialog().getByRole("button", { name: "Close the deal", exact: true }).click();
  await shows("Lost: They merged with a rival.");
});

test("a_filter_lives_in_the_address", async () => {
  await openDeal(page, "Filtered deal");
  await go("/deals");
  await page.getByLabel("Text", { exact: true }).fill("filtered de");
  await page.waitForURL("**text=filtered+de*");
  await page.waitForFunction(() => document.querySelectorAll(".tile").length === 1);
  await page.reload();
  assert.equal(await page.getByLabel("Text", { exact: true }).inputValue(), "filtered de");
  assert.equal(await page.locator(".tile").count(), 1);
  await page.locator("form.filter").getByRole("link", { name: "Table" }).click();
  await page.locator("tbody tr").first().waitFor();
  assert.equal(await page.locator("tbody tr").count(), 1, "the table shows the same");
});

test("a_table_is_sorted_by_its_heads", async () => {
  await go("/deals?as=table&whose=all");
  const amounts = async () => (await page.locator("tbody td.num").allInnerTexts()).map((text) => Number(text.replace(/[^\d.]/g, ""))).filter(Boolean);
  const sort = async (direction) => {
    await page.locator("thead").getByRole("link", { name: "Amount" }).click();
    await page.locator(`th[aria-sort${direction}]`, { hasText: "Amount" }).waitFor();
    return page.locator("th[aria-sort]").getAttribute("aria-sort");
  };
  const sorted = (found, direction) => [...found].sort((one, other) => (direction === "ascending" ? one - other : other - one));
  const first = await sort("");
  const found = await amounts();
  assert.ok(found.length > 20 && found[0] !== found.at(-1));
  assert.deepEqual(found, sorted(found, first));
  const second = await sort(first === "ascending" ? "=descending" : "=ascending");
  const turned = await amounts();
  assert.deepEqual(turned, sorted(turned, second));
});

test("an_impossible_amount_is_refused_and_what_was_typed_is_kept", async () => {
  const deal = await openDeal(page, "Edited deal");
  await page.getByRole("button", { name: "More for this deal" }).click();
  await page.locator("#deal-menu").locator(`[href="${deal}/edit"]`).click();
  await dialog().locator("[name=amount]").fill("a lot");
  await dialog().locator("[name=title]").fill("Edited twice");
  const refused = page.waitForResponse((answer) => answer.request().method() === "POST");
  await dialog().getByRole("button", { name: "Save" }).click();
  assert.equal((await refused).status(), 422);
  await dialog().locator(".error-summary").waitFor();
  assert.equal(await dialog().locator("[name=amount]").inputValue(), "a lot");
  assert.equal(await dialog().locator("[name=title]").inputValue(), "Edited twice");
  await dialog().locator("[name=amount]").fill("12,500.50");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Edited twice" }).waitFor();
  await shows("€12,500.50");
});

test("a_lost_deal_says_why", async () => {
  await openDeal(page, "Lost deal");
  await page.locator("header").getByRole("link", { name: "Lose", exact: true }).click();
  await dialog().getByLabel("Why?").fill("The budget went to roofs.");
  await dialog().getByRole("button", { name: "Close the deal", exact: true }).click();
  await shows("Lost: The budget went to roofs.");
});

test("a_discarded_deal_comes_back_by_undo", async () => {
  const deal = await openDeal(page, "Discarded deal");
  await page.getByRole("button", { name: "More for this deal" }).click();
  await button("Discard the deal").click();
  await page.waitForURL("**/deals");
  await shows("The deal is discarded.");
  assert.equal(await page.locator(`#deal-${number(deal)}`).count(), 0);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.waitForURL(`**${deal}`);
  await shows("The deal is back.");
});

test("a_team_mate_sees_the_win_across_the_team", async () => {
  const priya = await someoneElse("Priya Nair");
  await openDeal(page, "Shared joy", { amount: "6543", stage: "Negotiation" });
  await page.locator("header").getByRole("link", { name: "Win", exact: true }).click();
  await dialog().getByRole("button", { name: "Close the deal", exact: true }).click();
  await page.getByRole("heading", { name: "Won: €6,543.00" }).waitFor();
  const line = priya.locator("#across li", { has: priya.locator("[title='€6,543.00']") });
  await line.waitFor();
  assert.match(await line.innerText(), /Alex Reyes/);
});

test("a_file_comes_in_by_the_page_and_is_taken_back", async () => {
  const ines = await someoneElse("Ines Kolb");
  await ines.goto(`${product.origin}/imports`);
  const text = "Deal ID,Deal Name,Account,Stage,Amount,Owner,Close Date\nP-1,Pier gauges,Pier Works,Negotiation,1200,Alex Reyes,2027-01-13\nP-2,Mole gauges,Mole Works,Demo,800,Alex Reyes,2027-01-14\n";
  await ines.setInputFiles("#files", { name: "deals.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await ines.getByRole("button", { name: "Read them" }).click();
  await ines.getByRole("button", { name: "Import 2 rows" }).click();
  await ines.getByRole("heading", { name: "It is in" }).waitFor();
  await go("/deals?text=gauges");
  await page.getByRole("link", { name: /Pier gauges/ }).first().waitFor();
  await ines.getByRole("link", { name: "Take it back" }).click();
  await ines.getByRole("button", { name: "Take it back" }).click();
  await ines.getByRole("heading", { name: "Undone" }).waitFor();
  await page.getByRole("link", { name: /Pier gauges/ }).first().waitFor({ state: "detached" });
});
