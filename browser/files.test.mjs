// Files of a deal: attached by keys alone, shown as evidence, taken away and brought back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDeal } from "./deals.mjs";
import { DESK, Findings, PHONE, inspect } from "./inspection.mjs";
import { travel } from "./keys.mjs";
import { start } from "./product.mjs";

const STATEMENT = "The offer is filed";

let product;
let page;
let deal;
before(async () => {
  product = await start();
  page = await product.signIn("Alex Reyes");
  deal = await openDeal(page, "Pilot of the gauges", { stage: "Proposal" });
});
after(() => product.stop());

const dialog = () => page.locator("#dialog-host[open]");
const files = () => page.getByRole("region", { name: "Files" });
const criterion = () => page.locator("li.step", { hasText: STATEMENT });
const tabTo = (target) => travel(page, "Tab", target);
const offer = (name, bytes) => ({ name, mimeType: "application/pdf", buffer: Buffer.alloc(bytes, "a") });

test("an_offer_shows_by_keys_alone_that_a_criterion_holds", async () => {
  await page.goto(product.origin + deal);
  await tabTo(criterion().locator("summary"));
  await page.keyboard.press("Enter");
  await tabTo(criterion().getByRole("link", { name: "Attach" }));
  await page.keyboard.press("Enter");
  await dialog().getByLabel("Files").setInputFiles(offer("Offer 7.pdf", 300_000));
  await tabTo(dialog().getByRole("button", { name: "Attach" }));
  await page.keyboard.press("Enter");
  await criterion().getByText("holds", { exact: true }).waitFor();
  await criterion().getByRole("link", { name: "Offer 7.pdf" }).waitFor();
  await page.getByText("Alex Reyes attached Offer 7.pdf").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    files().getByRole("link", { name: "Offer 7.pdf" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "Offer 7.pdf");
});

test("a_file_that_is_taken_away_shows_nothing_until_it_is_back", async () => {
  await files().getByRole("button", { name: "Discard Offer 7.pdf" }).click();
  await criterion().getByText("should hold").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await criterion().getByText("holds", { exact: true }).waitFor();
  await files().getByRole("link", { name: "Offer 7.pdf" }).waitFor();
});

test("what_is_too_large_is_said_before_it_is_sent", async () => {
  await files().getByRole("link", { name: "Attach" }).click();
  await dialog().getByLabel("Files").setInputFiles([offer("half.pdf", 20 << 20), offer("other.pdf", 20 << 20)]);
  const said = () => dialog().getByLabel("Files").evaluate((field) => field.validationMessage);
  assert.match(await said(), /at most 32 MB/);
  await dialog().getByLabel("Files").setInputFiles([offer("one.pdf", 1000), offer("two.pdf", 2000)]);
  assert.equal(await said(), "");
  await dialog().getByRole("button", { name: "Attach" }).click();
  await files().getByRole("link", { name: "two.pdf" }).waitFor();
  assert.equal(await files().getByRole("listitem").count(), 3);
});

test("no_page_of_files_has_a_fault", async () => {
  const findings = new Findings();
  const storageState = await page.context().storageState();
  const phone = await product.visit("/today", { ...PHONE, storageState });
  const desk = await product.visit("/today", { ...DESK, storageState });
  for (const path of [deal, `${deal}/files/new`]) {
    for (const [at, widths] of [[desk, [1360, 768]], [phone, [390, 360]]]) {
      await at.goto(product.origin + path);
      await inspect(at, widths, findings, path);
    }
  }
  assert.ok(findings.list.length === 0, findings.list.join("\n"));
  assert.deepEqual(page.complaints, []);
});
