// The playbook: a seller writes a mail and a scorecard down, and works with them on a deal.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openDeal } from "./deals.mjs";
import { DESK, Findings, PHONE, inspect } from "./inspection.mjs";
import { isFocused, travel } from "./keys.mjs";
import { start } from "./product.mjs";

let product;
let page;
let deal;
before(async () => {
  product = await start();
  page = await product.signIn("Alex Reyes", { permissions: ["clipboard-read", "clipboard-write"] });
  deal = await openDeal(page, "Pilot of the gauges");
});
after(() => product.stop());

const dialog = () => page.locator("#dialog-host[open]");
const says = (text) => page.getByText(text).first().waitFor();
const tabTo = (target) => travel(page, "Tab", target);

test("a_template_with_an_unknown_field_is_refused_and_what_was_typed_is_kept", async () => {
  await page.goto(`${product.origin}/tools`);
  await page.getByRole("link", { name: "New tool" }).click();
  await dialog().getByRole("link", { name: /^Mail template/ }).click();
  await dialog().getByLabel("Title").fill("Meet at the quay");
  await dialog().getByLabel("Subject").fill("{{account}} at the quay");
  await dialog().getByLabel("Text").fill("Dear {{nickname}},\nsee you there.\n{{me}}");
  await dialog().getByRole("checkbox", { name: "Discovery", exact: true }).check();
  await dialog().getByRole("button", { name: "Save" }).click();
  await says("No deal can say this: nickname");
  assert.equal(await dialog().getByLabel("Title").inputValue(), "Meet at the quay");
  assert.ok(await dialog().getByRole("checkbox", { name: "Discovery", exact: true }).isChecked());
  await dialog().getByLabel("Text").fill("Dear {{contact_first_name}},\nsee you there.\n{{me}}");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/tools\/\d+$/);
  await says("It is in the playbook.");
  await page.getByLabel("Number of a deal").fill(deal.split("/").at(-1));
  await page.getByRole("button", { name: "Fill it in" }).click();
  await says("This deal does not say:");
});

test("a_mail_with_a_hole_goes_nowhere_and_a_whole_one_is_copied_as_it_was_changed", async () => {
  await page.goto(product.origin + deal);
  await page.getByRole("link", { name: "Meet at the quay" }).click();
  await dialog().getByText("This deal does not say: contact_first_name").waitFor();
  assert.equal(await dialog().getByRole("link", { name: "Open in the mail program" }).count(), 0);
  await page.keyboard.press("Escape");
  await page.goto(`${product.origin}${deal}/edit`);
  await page.getByRole("combobox", { name: "Account", exact: true }).fill("Quay & Sons");
  await page.getByRole("combobox", { name: "Contact", exact: true }).fill("Uma Pell");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(`**${deal}`);
  await page.getByRole("link", { name: "Meet at the quay" }).click();
  assert.equal(await dialog().getByLabel("Text").inputValue(), "Dear Uma,\nsee you there.\nAlex Reyes");
  await dialog().getByLabel("Text").fill("Dear Uma,\nat nine.\nAlex");
  const link = await dialog().getByRole("link", { name: "Open in the mail program" }).getAttribute("href");
  assert.equal(link, "mailto:?subject=Quay%20%26%20Sons%20at%20the%20quay&body=Dear%20Uma%2C%0D%0Aat%20nine.%0D%0AAlex");
  await dialog().getByRole("button", { name: "Copy the text" }).click();
  await says("Noted that you used it.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "Dear Uma,\nat nine.\nAlex");
  await says("used Meet at the quay");
});

test("a_rubric_is_filled_in_on_the_deal_by_keys_alone_and_its_evidence_is_asked_for", async () => {
  await page.goto(`${product.origin}/tools/new?preset=spiced`);
  await page.getByRole("checkbox", { name: "Discovery", exact: true }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/tools\/\d+$/);
  await page.goto(product.origin + deal);
  await tabTo(page.locator("summary", { hasText: "Fill in SPICED" }));
  await page.keyboard.press("Enter");
  await tabTo(page.getByLabel("How sure Pain"));
  await page.keyboard.type("valid");
  await tabTo(page.getByRole("button", { name: "Save SPICED" }));
  await page.keyboard.press("Enter");
  await says("Say what shows it: Pain.");
  await tabTo(page.getByLabel("What shows it Pain"));
  await page.keyboard.type("Two barges waited");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${deal}`);
  // 2 of 15 points
  await says("1 of 5 filled in");
  await page.locator("b", { hasText: /^13$/ }).waitFor();
  await says("filled in SPICED: 13 of 100");
});

test("somebody_is_named_as_champion_and_the_focus_comes_back", async () => {
  await page.goto(product.origin + deal);
  const add = page.getByRole("link", { name: "Add somebody" });
  await tabTo(add);
  await page.keyboard.press("Enter");
  await dialog().getByRole("combobox", { name: "Who" }).fill("Uma Pell");
  await dialog().getByLabel("Part in buying").selectOption("Champion");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.locator("li.step", { hasText: "Champion" }).getByRole("link", { name: "Uma Pell" }).waitFor();
  await says("named Uma Pell as champion");
  await page.getByRole("button", { name: "Remove Uma Pell, Champion" }).click();
  await says("Nobody at the customer has a part yet.");
  assert.ok(!await isFocused(add), "nothing jumps");
});

test("a_variant_is_made_of_anothers_tool_and_compared", async () => {
  await page.goto(`${product.origin}/tools`);
  await page.getByRole("link", { name: "Cover mail for an offer" }).click();
  await page.getByRole("heading", { name: "Cover mail for an offer", level: 1 }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Change", exact: true }).count(), 0, "it is another's");
  await page.getByRole("link", { name: "Make a variant" }).click();
  await dialog().getByLabel("Title").fill("Cover mail, shorter");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Cover mail, shorter", level: 1 }).waitFor();
  await page.getByRole("heading", { name: "Variants" }).waitFor();
  await says("Nobody used it yet.");
  await page.getByRole("button", { name: "Take away" }).click();
  await page.waitForURL("**/tools");
  await says("Taken away.");
  await page.getByRole("button", { name: "Undo" }).click();
  await says("It is back.");
});

test("no_page_of_the_playbook_has_a_fault", async () => {
  const findings = new Findings();
  const phone = await product.visit("/today", { ...PHONE, storageState: await page.context().storageState() });
  const desk = await product.visit("/today", { ...DESK, storageState: await page.context().storageState() });
  const kinds = ["play", "template", "case_study", "matrix", "rubric", "script"].map((kind) => `/tools/new?kind=${kind}`);
  for (const path of ["/tools", "/tools?q=zzzz", "/tools/1", "/tools/2?deal=1", "/tools/6", "/tools/8", "/tools/9", "/tools/1/edit", "/tools/new", ...kinds, deal, ...[1, 3, 7].map((tool) => `${deal}/tools/${tool}/uses/new`), `${deal}/buyers/new`]) {
    for (const [at, widths] of [[desk, [1360, 768]], [phone, [390, 360]]]) {
      await at.goto(product.origin + path);
      await inspect(at, widths, findings, path);
    }
  }
  assert.ok(findings.list.length === 0, findings.list.join("\n"));
  assert.deepEqual(page.complaints, []);
});
