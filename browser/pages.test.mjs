// Every page of the product: what axe finds, whether it fits, and what the browser complains about.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, Findings, PHONE, inspect } from "./inspection.mjs";
import { start } from "./product.mjs";

let product;
let findings;
before(async () => { product = await start(); });
after(() => product.stop());

/** Kinds of pages that somebody has been to; one deal stands for all deals. */
const visited = new Set();
const kind = (path) => path.split(/[?#]/)[0].replace(/\d+/g, "N");

/** A journey that collects what is wrong, to be told once. */
function journey(promise, run) {
  test(promise, async () => {
    findings = new Findings();
    await run();
    assert.ok(findings.list.length === 0, findings.list.join("\n"));
  });
}

/** One person with a desk and a phone. */
async function both(enter) {
  const desk = await enter(DESK);
  const phone = await product.visit("/today", { ...PHONE, storageState: await desk.context().storageState() });
  return { desk, phone };
}

/** Goes to the given addresses and on to every kind of page that is linked from what was seen. */
async function tour({ desk, phone }, addresses) {
  const queue = [...addresses];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    visited.add(kind(path));
    await Promise.all([go(desk, path, [1360, 768]), go(phone, path, [390, 360])]);
    for (const further of await links(desk)) {
      if (visited.has(kind(further))) continue;
      visited.add(kind(further));
      queue.push(further);
    }
  }
  await Promise.all([desk.context().close(), phone.context().close()]);
}

async function go(page, path, widths) {
  await page.goto(product.origin + path);
  await inspect(page, widths, findings, path);
}

/** The pages one can go to from here; files and what is answered to programs are none. */
function links(page) {
  return page.evaluate(() => [...document.querySelectorAll("a[href]:not([download])")]
    .map((link) => new URL(link.href))
    .filter(({ origin, pathname }) => origin === location.origin && !/\.\w+$|^\/api\//.test(pathname))
    .map(({ pathname, search }) => pathname + search));
}

/** The address of the first deal in a list. */
async function firstDeal(page, query) {
  await page.goto(`${product.origin}/deals?as=table&${query}`);
  return page.locator("tbody th a").first().getAttribute("href");
}

journey("a_seller_meets_no_page_with_a_fault", async () => {
  const past = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
  const alex = await both((options) => product.signIn("Alex Reyes", options));
  const open = await firstDeal(alex.desk, "whose=mine&status=open");
  const won = await firstDeal(alex.desk, "whose=mine&status=won");
  const lost = await firstDeal(alex.desk, "whose=mine&status=lost");
  const forms = ["edit", "closure/new?outcome=won", "closure/new?outcome=lost", "stage/edit", "step/edit", "owner/edit", "team/edit", "notes/new", "history", "help/new", "thanks/new"];
  await tour(alex, [
    "/today", "/today?period=sprint", "/today?period=quarter", `/today?as_of=${past}`, "/rules",
    "/deals", "/deals?whose=all", "/deals?text=nothing+like+this", "/deals?as=table&whose=all&status=any", "/deals?as=table&text=nothing+like+this",
    won, `${won}/edit`, `${won}/closure/edit`, lost, `${lost}/closure/edit`, open, "/deals/new", ...forms.map((form) => `${open}/${form}`),
    "/accounts", "/accounts/new", "/contacts", "/contacts/new", "/quick/new", "/search", "/search?q=a", "/search?q=zzzz", "/news",
    "/team", "/settings", "/nowhere", "/deals/999999", "/imports",
  ]);
});

const HEADS = "Deal ID,Deal Name,Account,Stage,Amount,Owner,Close Date\n";
const ROWS = "J-1,Gauges for the pier,Pier Works,Negotiation,1200,Alex Reyes,2026-09-13\nJ-2,Gauges for the mole,Mole Works,Somewhere,much,Nobody Known,2026-09-14\n";
const DOUBTFUL = ROWS.replaceAll("J-", "K-").replace("2026-09-13", "03/04/2026").replace("2026-09-14", "03/05/2026");

async function handOver(page, name, text) {
  await page.goto(`${product.origin}/imports`);
  await page.setInputFiles("#files", { name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Read them" }).click();
  await page.waitForURL(/imports\/\d+$/);
  return new URL(page.url()).pathname;
}

journey("an_admin_meets_no_page_with_a_fault", async () => {
  const olive = await both((options) => product.signIn("Olive Admin", options));
  const { desk } = olive;
  const unknown = await handOver(desk, "letters.csv", "Letter,Number\nalpha,7\n");
  const doubtful = await handOver(desk, "doubtful.csv", HEADS + DOUBTFUL);
  const brought = await handOver(desk, "deals.csv", HEADS + ROWS);
  await desk.getByRole("button", { name: "Import 1 row" }).click();
  await desk.getByRole("heading", { name: "It is in" }).waitFor();
  await tour(olive, [
    "/imports", unknown, doubtful, brought, "/today", "/team", "/settings/people", "/settings/teams", "/settings/teams/new",
    ...["workspace", "stages", "products", "rates", "rights"].map((part) => `/settings/${part}`),
  ]);
});

journey("a_leader_and_a_partner_meet_no_page_with_a_fault", async () => {
  const hanna = await both((options) => product.signIn("Hanna Lindqvist", options));
  const team = await hanna.desk.locator("#rail-team a").getAttribute("href");
  await tour(hanna, ["/today", "/team", team, `${team}/targets`]);
  await tour(await both((options) => product.signIn("Marco Bianchi", options)), ["/today", "/deals", "/settings", "/accounts"]);
});

journey("nobody_meets_a_fault_on_the_way_in", async () => {
  const outside = { desk: await product.visit("/", DESK), phone: await product.visit("/", PHONE) };
  await tour(outside, ["/", "/deals", "/join/nothing", "/setup/nothing", "/w/nowhere/sign-in"]);
});

/** Sends a form as it stands after filling in what is impossible, and looks at the answer on both screens. */
async function refused(page, path, fields, button) {
  await page.goto(product.origin + path);
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.locator(".error-summary").first().waitFor();
  for (const { viewport } of [DESK, PHONE]) {
    await page.setViewportSize(viewport);
    await inspect(page, [viewport.width === 390 ? 360 : 768], findings, `${path}, refused`);
  }
  await page.setViewportSize(DESK.viewport);
}

journey("refused_forms_have_no_fault", async () => {
  const outside = await product.visit("/", DESK);
  await refused(outside, "/sign-in", { "E-mail": "alex@tidewater.example", Password: "wrong" }, "Sign in");
  await outside.context().close();
  const alex = await product.signIn("Alex Reyes", DESK);
  const open = await firstDeal(alex, "whose=mine&status=open");
  await refused(alex, "/deals/new", { Amount: "a lot" }, "Open the deal");
  await refused(alex, `${open}/edit`, { Amount: "a lot" }, "Save");
  await refused(alex, "/quick/new", {}, "Keep it");
  await refused(alex, `${open}/closure/new?outcome=lost`, {}, "Close the deal");
  await refused(alex, "/accounts/new", { Name: "Umbra Towage", Employees: "many" }, "Save");
  await alex.context().close();
});

/** Opens everything on a page that opens above it, one after the other. */
async function openLayers(page, path, where) {
  await page.goto(product.origin + path);
  for (const menu of await page.locator("[popovertarget]:visible").all()) {
    await menu.click();
    await page.locator(":popover-open").waitFor();
    await inspect(page, [], findings, `${where}, a menu`);
    await page.keyboard.press("Escape");
  }
  const addresses = await page.evaluate(() => [...new Set([...document.querySelectorAll("a[data-turbo-frame=dialog]")].map((link) => link.getAttribute("href")))]);
  for (const address of addresses) {
    if (visited.has(`dialog ${kind(address)}`)) continue;
    visited.add(`dialog ${kind(address)}`);
    await page.evaluate((href) => document.querySelector(`a[data-turbo-frame=dialog][href="${href}"]`).click(), address);
    await page.locator("#dialog-host[open] form").first().waitFor();
    await inspect(page, [], findings, `${where}, ${address} in the dialog`);
    await page.keyboard.press("Escape");
    await page.locator("#dialog-host:not([open])").waitFor({ state: "attached" });
  }
}

journey("menus_and_dialogs_have_no_fault", async () => {
  for (const screen of [DESK, PHONE]) {
    visited.clear();
    const alex = await product.signIn("Alex Reyes", screen);
    const open = await firstDeal(alex, "whose=mine&status=open");
    for (const path of [open, "/today", "/deals"]) await openLayers(alex, path, path);
    await alex.context().close();
  }
});
