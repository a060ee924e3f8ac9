// From an empty workspace to a process that the team has written and agreed on, by two people at their browsers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, Findings, PHONE, inspect } from "./inspection.mjs";
import { startEmpty } from "./product.mjs";

let product;
let lea;
let sam;
let draft;
before(async () => {
  product = await startEmpty("Lea Berg");
  lea = await join(product.link);
  await lea.goto(`${product.origin}/settings/people`);
  await lea.getByLabel("Name", { exact: true }).last().fill("Sam Ode");
  await lea.getByLabel("E-mail").last().fill("sam@harbour.example");
  await lea.getByRole("button", { name: "Add", exact: true }).click();
  await lea.getByRole("button", { name: "Link to join Sam Ode" }).click();
  const address = await lea.locator("code").first().innerText();
  sam = await join(new URL(address).pathname);
});
after(() => product.stop());

async function join(path) {
  const page = await product.visit(path, DESK);
  await page.getByLabel("Password", { exact: true }).fill("a sentence is good");
  const email = page.getByLabel("E-mail");
  if (await email.count() > 0 && await email.inputValue() === "") await email.fill("lea@harbour.example");
  await page.getByRole("button", { name: "Join" }).click();
  await page.locator("h1").waitFor();
  return page;
}

const says = (page, text) => page.getByText(text).first().waitFor();
const save = (page) => page.getByRole("button", { name: "Save", exact: true }).last().click();

test("a_leader_begins_with_a_preset_and_changes_it", async () => {
  await lea.goto(`${product.origin}/settings/stages`);
  await lea.getByRole("link", { name: "Propose a change" }).click();
  await lea.getByLabel("What is it about?").fill("Sell by trial");
  await lea.getByLabel("Why is it better?").fill("Customers want to see it at work.");
  await lea.getByLabel(/Selling software by subscription/).check();
  await lea.getByRole("button", { name: "Begin the proposal" }).click();
  await says(lea, "The proposal is begun");
  draft = lea.url();
  await lea.getByText("Change Trial").click();
  await lea.locator("#days-trial").fill("14");
  await lea.getByRole("button", { name: "Save Trial" }).click();
  await says(lea, "usually 14 days");
  await lea.getByLabel("Name", { exact: true }).last().fill("Security review");
  await lea.getByRole("button", { name: "Add", exact: true }).click();
  await lea.locator("tbody", { hasText: "Security review" }).first().waitFor();
});

test("two_people_write_in_the_draft_at_once_and_nothing_is_lost", async () => {
  const guide = `${draft}/stages/trial/guide`;
  await Promise.all([lea.goto(guide), sam.goto(guide)]);
  await lea.getByLabel("Goal").fill("They have seen it work with their own data.");
  await sam.getByLabel("Statement").last().fill("Their own data is in it");
  await save(sam);
  await says(sam, "Kept.");
  assert.equal(await lea.getByLabel("Goal").inputValue(), "They have seen it work with their own data.", "what is being typed stays");
  await save(lea);
  await says(lea, "Kept.");
  const statements = await lea.getByLabel("Statement").evaluateAll((fields) => fields.map((field) => field.value));
  assert.ok(statements.includes("Their own data is in it"), statements.join());
  await sam.waitForFunction(() => document.querySelector("#goal")?.value === "They have seen it work with their own data.");
});

test("whoever_saves_later_sees_the_words_of_the_other_before_theirs_take_their_place", async () => {
  const guide = `${draft}/stages/trial/guide`;
  await Promise.all([lea.goto(guide), sam.goto(guide)]);
  await lea.getByLabel("Goal").fill("Lea's goal");
  await sam.getByLabel("Goal").fill("Sam's goal");
  await save(sam);
  await says(sam, "Kept.");
  await save(lea);
  await says(lea, "Somebody else changed this meanwhile, to: “Sam's goal”");
  assert.equal(await lea.getByLabel("Goal").inputValue(), "Lea's goal");
  await save(lea);
  await says(lea, "Kept.");
});

test("the_team_decides_and_it_goes_live", async () => {
  await lea.goto(draft);
  await lea.getByLabel("How many have to agree").fill("2");
  await lea.getByRole("button", { name: "Ask the team" }).click();
  await says(lea, "Answers are awaited.");
  await sam.goto(`${product.origin}/settings/stages`);
  await sam.getByRole("link", { name: "Sell by trial" }).click();
  await sam.getByLabel("What do you think?").fill("Three weeks were too long.");
  await sam.getByRole("button", { name: "Say it" }).click();
  await says(lea, "Three weeks were too long.");
  await sam.getByLabel("I object").check();
  await sam.getByRole("button", { name: "Answer", exact: true }).click();
  await says(sam, "Say it in a few words.");
  await sam.getByLabel("Good enough to try").check();
  await sam.getByRole("button", { name: "Answer", exact: true }).click();
  await says(lea, "The team consents");
  await lea.getByRole("button", { name: "Put it to work" }).click();
  await says(lea, "New deals follow it.");
  await lea.goto(`${product.origin}/deals`);
  const columns = await lea.locator("[data-stage]").evaluateAll((all) => [...new Set(all.map((column) => column.dataset.stage))]);
  for (const key of ["qualified", "trial", "security_review"]) assert.ok(columns.includes(key), columns.join());
});

test("the_pages_of_a_proposal_have_no_faults", async () => {
  const findings = new Findings();
  const phone = await product.visit("/today", { ...PHONE, storageState: await lea.context().storageState() });
  await lea.goto(`${product.origin}/proposals/new`);
  await lea.getByLabel("What is it about?").fill("Another look");
  await lea.getByRole("button", { name: "Begin the proposal" }).click();
  await says(lea, "The proposal is begun");
  const another = new URL(lea.url()).pathname;
  const shipped = new URL(draft).pathname;
  for (const path of ["/settings/stages", "/proposals/new", shipped, another, `${another}/stages/trial/guide`, "/processes/standard/versions/1/deals"]) {
    for (const [page, widths] of [[lea, [1360, 768]], [phone, [390, 360]]]) {
      await page.goto(product.origin + path);
      await inspect(page, widths, findings, path);
    }
  }
  await phone.context().close();
  assert.ok(findings.list.length === 0, findings.list.join("\n"));
});
