// Going about a page by keys alone: the focus is always to be seen.
import assert from "node:assert/strict";

export const isFocused = (target) => target.evaluate((element) => element === document.activeElement);

/** Presses a key until the focus is there; at every stop on the way it has to be seen. */
export async function travel(page, key, target) {
  await target.waitFor();
  for (let stop = 0; !await isFocused(target); stop += 1) {
    assert.ok(stop < 80, `${target} is not reached by ${key}`);
    await page.keyboard.press(key);
    assert.equal(await unseenFocus(page), undefined);
  }
}

/** What is focused without an outline of its own or of the field around it, or outside of the window. */
export function unseenFocus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    // behind the last stop the focus is in the browser's own bar; a date has buttons of the browser inside
    if (element === document.body || element.matches("[type=date]")) return undefined;
    const outlined = (part) => part && getComputedStyle(part).outlineStyle !== "none" && Number.parseFloat(getComputedStyle(part).outlineWidth) > 0;
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const inside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    const seen = inside && [element, element.parentElement, element.closest("label, form")].some(outlined);
    return seen ? undefined : element.outerHTML.slice(0, 200);
  });
}
