// The team's process at work: what a stage asks, and how deals go on with and without it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDeal } from "./deals.mjs";
import { start } from "./product.mjs";

const STATEMENT = "The budget is named in writing";

let product;
let page;
before(async () => {
  product = await start();
  const office = await product.signIn("Olive Admin");
  await office.goto(`${product.origin}/settings/stages`);
  await office.getByRole("link", { name: "What it asks Discovery" }).click();
  await office.getByLabel("Statement").last().fill(STATEMENT);
  await office.getByRole("button", { name: "One more criterion" }).click();
  await office.getByLabel("Statement").nth(3).waitFor();
  assert.equal(await office.getByLabel("Statement").nth(2).inputValue(), STATEMENT, "one more row keeps what was typed");
  await office.getByRole("button", { name: "Save", exact: true }).last().click();
  await office.getByText("Kept.").first().waitFor();
  assert.deepEqual(office.complaints, []);
  await office.context().close();
  page = await product.signIn("Alex Reyes");
});
after(() => product.stop());

const shows = (text) => page.getByText(text).first().waitFor();
const row = () => page.locator("li.step", { hasText: STATEMENT });
const dialog = () => page.locator("#dialog-host[open]");

async function giveReason(place, button) {
  await place.getByLabel("Why go on all the same?").selectOption({ label: "It will follow" });
  await place.getByLabel("In a few words").fill("They sign it on Monday.");
  await place.getByRole("button", { name: button }).click();
}

test("what_the_stage_asks_is_said_and_checked_on_the_deal", async () => {
  await openDeal(page, "Pilot of the gauges");
  await shows("What this stage asks");
  await row().getByRole("button", { name: "It holds" }).click();
  await row().getByText("holds", { exact: true }).waitFor();
  await page.getByLabel("Sites").fill("12,5");
  await page.getByRole("button", { name: "Save Sites" }).click();
  await page.getByText("found out: Sites is 12.5").waitFor();
  await page.getByLabel("Sites").fill("a few");
  await page.getByRole("button", { name: "Save Sites" }).click();
  await shows("This number cannot be read");
  assert.equal(await page.getByRole("textbox", { name: "Sites" }).inputValue(), "a few", "what was typed is kept");
});

test("a_move_without_what_must_hold_asks_why_and_goes_on", async () => {
  const deal = await openDeal(page, "Quay lights");
  await page.getByRole("button", { name: "Move to Demo" }).click();
  await giveReason(page.locator("main"), "Move to Demo");
  await page.waitForURL(`**${deal}`);
  await shows(`went on to Demo without “${STATEMENT}”, since it will follow: They sign it on Monday.`);
});

test("a_tile_moved_on_the_board_waits_where_it_was_until_the_reason_is_given", async () => {
  const deal = await openDeal(page, "Dredger sensors");
  await page.goto(`${product.origin}/deals?whose=mine&q=Dredger`);
  const tile = page.locator(".tile", { hasText: "Dredger sensors" });
  await tile.locator("a").first().focus();
  await page.keyboard.press("Alt+ArrowRight");
  await dialog().getByText(STATEMENT).waitFor();
  await giveReason(dialog(), "Move to Demo");
  await page.locator("[data-stage=demo] .tile", { hasText: "Dredger sensors" }).waitFor();
  await page.goto(product.origin + deal);
  await shows("went on to Demo without");
});

test("ticked_deals_move_together_and_those_that_are_asked_why_stay", async () => {
  await openDeal(page, "Lock gates one");
  await openDeal(page, "Lock gates two", { stage: "Demo" });
  await page.goto(`${product.origin}/deals?as=table&whose=mine&q=Lock+gates`);
  for (const name of ["Tick Lock gates one", "Tick Lock gates two"]) await page.getByLabel(name).check();
  await page.getByLabel("Move the ticked deals to").selectOption({ label: "Proposal" });
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await shows("1 of 2 moved");
  await giveReason(page.locator("main"), "Move them all the same");
  await shows("All moved.");
});

test("nothing_was_complained_about", () => assert.deepEqual(page.complaints, []));
