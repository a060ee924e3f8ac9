// Looking at a page as axe does, in both schemes and on both kinds of screen, and measuring that it fits.
import { violations } from "../web/test/browser.mjs";

export const DESK = { viewport: { width: 1360, height: 900 }, reducedMotion: "reduce" };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, reducedMotion: "reduce" };

// The schemes differ in nothing else, so these are enough for the second.
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** What was found, each finding once, with the places where it was met. */
export class Findings {
  #places = new Map();

  add(finding, place) {
    const places = this.#places.get(finding) ?? new Set();
    this.#places.set(finding, places.add(place));
  }

  get list() {
    return [...this.#places].map(([finding, places]) => `${finding}\n    at ${[...places].slice(0, 6).join(", ")}${places.size > 6 ? ` and ${places.size - 6} more` : ""}`);
  }
}

/** Both schemes with everything unfolded, then each width as the page comes. */
export async function inspect(page, widths, findings, place) {
  const { height, width } = page.viewportSize();
  for (const narrow of widths) {
    await page.setViewportSize({ width: narrow, height });
    for (const wide of await tooWide(page)) findings.add(`wider than ${narrow}: ${wide}`, place);
  }
  await page.setViewportSize({ width, height });
  await page.evaluate(() => { for (const part of document.querySelectorAll("details")) part.open = true; });
  for (const wide of await tooWide(page)) findings.add(`wider than ${width}, unfolded: ${wide}`, place);
  for (const [colorScheme, rules] of [["light"], ["dark", OF_COLOUR]]) {
    await page.emulateMedia({ colorScheme });
    for (const violation of await violations(page, rules)) findings.add(`axe, ${width}, ${colorScheme}: ${violation}`, place);
  }
  for (const complaint of page.complaints.splice(0)) findings.add(`complaint: ${complaint}`, place);
}

/** The elements that stand out of the window, if the page can be moved sideways; the outermost of them say enough. */
function tooWide(page) {
  return page.evaluate(() => {
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over <= 0) return [];
    const out = [...document.body.querySelectorAll("*")].filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > innerWidth + 0.5);
    const named = out.slice(0, 3).map((part) => `${part.localName}${part.id && `#${part.id}`}${[...part.classList].map((name) => `.${name}`).join("")}`);
    return [`by ${over} pixels: ${named.join(" ")}`];
  });
}
