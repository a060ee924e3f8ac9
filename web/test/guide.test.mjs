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

test("pages are readable in forced colours", async () => {
  const page = await open(browser, guide.origin, { forcedColors: "active" });
  const face = await page.evaluate(() => getComputedStyle(document.querySelector(".chip")).outlineStyle);
  assert.equal(face, "solid");
  await page.context().close();
});
