// The installed Chromium, and what a page must never do in it.
import { chromium } from "playwright-core";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const axePath = fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url));

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
  });
}

/** Opens a page that collects script errors and reports of the content security policy in `page.complaints`. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) page.complaints.push(message.text());
  });
  await page.goto(url);
  await page.waitForLoadState("load");
  return page;
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Violations found by axe, one line each; by all rules, or by those that are named. The script is evaluated by the
 * debugger, which the policy does not concern.
 */
export async function violations(page, rules = STANDARDS) {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(await readFile(axePath, "utf8"));
  const found = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] }), rules);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.any[0]?.message ?? node.all[0]?.message ?? ""}`));
}
