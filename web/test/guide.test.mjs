// Every part of the style guide, in every width and scheme.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, violations } from "./browser.mjs";
import { serve } from "./serve.mjs";

let browser;
let guide;
before(async () => { browser = await launch(); guide = await serve(); });
after(async () => { await browser.close(); guide.close(); });

for (const width of [360, 768, 1360]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing at ${width} pixels, ${colorScheme}`, async () => {
      const phone = width < 700;
      const page = await open(browser, guide.origin, { viewport: { width, height: 900 }, colorScheme, hasTouch: phone, isMobile: phone });
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }
}

test("nothing is wider than the window, down to 320 pixels", async () => {
  for (const width of [320, 360, 768, 1360]) {
    const page = await open(browser, guide.origin, { viewport: { width, height: 800 } });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${over} pixels too wide at ${width}`);
    await page.context().close();
  }
});

test("every target is 44 pixels high under a thumb", async () => {
  const page = await open(browser, guide.origin, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  const small = await page.evaluate(() => [...document.querySelectorAll(".btn, .menu-item, .tabbar-item, .input, .field select, .tabs > *")]
    .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < (part.closest(".tabs") ? 40 : 44))
    .map((part) => `${part.className} ${part.textContent.trim()} ${part.getBoundingClientRect().height}`));
  assert.deepEqual(small, []);
  await page.context().close();
});

test("a button has its colours as soon as it is there", async () => {
  const page = await open(browser, guide.origin);
  const fading = await page.evaluate(() => [...document.querySelectorAll(".btn")].filter((part) => getComputedStyle(part).transitionDuration !== "0s").length);
  assert.equal(fading, 0);
  await page.context().close();
});

test("pages are readable in forced colours", async () => {
  const page = await open(browser, guide.origin, { forcedColors: "active" });
  const face = await page.evaluate(() => getComputedStyle(document.querySelector(".chip")).outlineStyle);
  assert.equal(face, "solid");
  await page.context().close();
});

for (const page of ["styleguide-board.html", "styleguide-door.html"]) {
  test(`axe finds nothing on ${page}`, async () => {
    const shown = await serve({ page });
    for (const [width, colorScheme] of [[390, "dark"], [1360, "light"]]) {
      const tab = await open(browser, shown.origin, { viewport: { width, height: 844 }, colorScheme });
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(tab.complaints, []);
      await tab.context().close();
    }
    shown.close();
  });
}

async function desk() {
  const page = await open(browser, guide.origin, { viewport: { width: 1360, height: 900 }, reducedMotion: "reduce" });
  await page.waitForSelector(".toasts .toast");
  return page;
}

test("axe finds nothing in open menus, explanations and the list of keys", async () => {
  const page = await desk();
  await page.click(".bell");
  await page.evaluate(() => { for (const part of document.querySelectorAll("details")) part.open = true; });
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await page.focus(".mark");
  await page.keyboard.press("?");
  await page.waitForSelector("#keys[open]");
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("shares say what is missing while they are typed", async () => {
  const page = await desk();
  const said = () => page.textContent(".share-sum output");
  assert.equal(await said(), "adds up to 97.5 %, 2.5 % missing");
  await page.fill("#s2", "50");
  assert.equal(await said(), "adds up to 100 %");
  await page.fill("#s2", "60,5");
  assert.equal(await said(), "adds up to 110.5 %, 10.5 % too much");
  await page.context().close();
});

test("a pasted grid fills the fields from the focused one on", async () => {
  const page = await desk();
  await page.focus("[aria-label='Alex Reyes, November']");
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "170,000\t180,000\n90,000\t95,000\t1\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  const values = await page.evaluate(() => [...document.querySelectorAll(".grid-input input")].map((field) => field.value));
  assert.deepEqual(values, ["150,000", "170,000", "180,000", "", "90,000", "95,000"]);
  await page.context().close();
});

test("a chart says what the point under the pointer says", async () => {
  const page = await desk();
  await page.locator(".chart-frame svg").hover({ position: { x: 180, y: 60 } });
  assert.match(await page.textContent(".readout"), /Orsted, €22k/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".readout").count(), 0);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("nothing flies when reduced motion is asked for, and a win is celebrated once", async () => {
  const still = await desk();
  assert.equal(await still.locator(".confetti").count(), 0);
  await still.context().close();
  const page = await open(browser, guide.origin);
  await page.waitForSelector(".confetti", { state: "attached" });
  await page.reload();
  await page.waitForSelector(".toasts .toast");
  assert.equal(await page.locator(".confetti").count(), 0);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("without script moving is a link to a form and menus open", async () => {
  const page = await open(browser, guide.origin, { javaScriptEnabled: false, viewport: { width: 1360, height: 900 } });
  assert.equal(await page.getAttribute("#deal-42 .tile-move a", "href"), "/deals/42/stage/edit");
  await page.click("[aria-label='More for this deal']");
  assert.equal(await page.isVisible("#deal-menu"), true);
  await page.context().close();
});
