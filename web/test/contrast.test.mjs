// The colours of tokens.css keep WCAG 2.2 AA contrast in both schemes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const css = await readFile(new URL("../styles/tokens.css", import.meta.url), "utf8");
const pattern = /--([\w-]+): light-dark\(oklch\(([^)]*)\), oklch\(([^)]*)\)\);/g;
const root = css.slice(0, css.indexOf("@media"));
const tokens = Object.fromEntries([...root.matchAll(pattern)].map(([, name, light, dark]) => [name, { light: parse(light), dark: parse(dark) }]));

function parse(text) {
  const [l, c, h] = text.split(" ").map(Number.parseFloat);
  return { l: l / 100, c, h };
}

/** OKLCH to linear sRGB, clipped to the gamut. Björn Ottosson, "A perceptual color space for image processing" (2020). */
function linear({ l, c, h }) {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ].map((value) => Math.min(1, Math.max(0, value)));
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one, other) {
  const [bright, dim] = [one, other]
    .map((colour) => linear(colour).reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0))
    .sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const papers = ["canvas", "surface", "raised", "sunken", "hover"];
const inks = ["ink", "ink-2", "ink-3", "brand", "ahead", "behind", "help", "problem"];
const text = [
  ...inks.flatMap((ink) => papers.map((paper) => [ink, paper])),
  ...["brand", "ahead", "behind", "help", "problem"].flatMap((hue) => [[hue, `${hue}-soft`], ["ink", `${hue}-soft`], ["ink-2", `${hue}-soft`]]),
  ["on-brand", "brand"], ["on-brand", "brand-strong"], ["canvas", "ink"], ["surface", "help"], ["canvas", "ink-2"],
];
const shapes = [["edge", "surface"], ["edge", "canvas"], ["edge", "raised"], ["ahead", "surface"], ["behind", "brand"]];

for (const scheme of ["light", "dark"]) {
  test(`text stands out from its paper in the ${scheme} scheme`, () => {
    for (const [ink, paper] of text) hold(ink, paper, 4.5);
  });

  test(`edges of fields and focus stand out in the ${scheme} scheme`, () => {
    for (const [ink, paper] of shapes.slice(0, 4)) hold(ink, paper, 3);
  });

  function hold(ink, paper, least) {
    const ratio = contrast(tokens[ink][scheme], tokens[paper][scheme]);
    assert.ok(ratio >= least, `${ink} on ${paper}: ${ratio.toFixed(2)}, at least ${least}`);
  }
}

test("initials stand out from every face", () => {
  const lightness = Number.parseFloat(/--face-lightness: ([\d.]+)%/.exec(css)[1]) / 100;
  const chroma = Number.parseFloat(/--face-chroma: ([\d.]+)/.exec(css)[1]);
  for (let hue = 20; hue < 380; hue += 30) {
    const ratio = contrast({ l: 1, c: 0, h: 0 }, { l: lightness, c: chroma, h: hue });
    assert.ok(ratio >= 4.5, `hue ${hue}: ${ratio.toFixed(2)}`);
  }
});
