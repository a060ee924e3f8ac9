// Builds web/dist: hashed files, manifest.json, and .br and .gz beside each file.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const root = fileURLToPath(new URL(".", import.meta.url));
const dist = join(root, "dist");
const targets = ["chrome123", "firefox128", "safari17.5"];
const manifest = {};

/** Turbo writes an inline <style> for its progress bar, which the content security policy refuses. */
const turboWithoutInlineStyle = {
  name: "turbo-without-inline-style",
  setup(builder) {
    builder.onLoad({ filter: /turbo\.es2017-esm\.js$/ }, async ({ path }) => {
      let source = await readFile(path, "utf8");
      for (const [from, to] of [
        ["document.head.insertBefore(this.stylesheetElement, document.head.firstChild);", ""],
        ["this.stylesheetElement = this.createStylesheetElement();", ""],
      ]) {
        if (source.split(from).length !== 2) throw new Error(`Turbo has changed: look again at “${from}”`);
        source = source.replace(from, to);
      }
      return { contents: source, loader: "js" };
    });
  },
};

async function bundle(options) {
  const result = await build({
    absWorkingDir: root,
    bundle: true,
    minify: true,
    target: targets,
    outdir: "dist",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    ...options,
  });
  for (const output of Object.keys(result.metafile.outputs)) {
    const name = parse(output).base;
    manifest[name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1")] = name;
  }
}

async function keep(logicalName, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
  const { name, ext } = parse(logicalName);
  manifest[logicalName] = `${name}-${hash}${ext}`;
  await writeFile(join(dist, manifest[logicalName]), bytes);
}

/** One sprite of all icons, so that a page names an icon and does not carry it. */
async function sprite() {
  const folder = join(root, "src/icons/sprite");
  const symbols = [];
  for (const file of (await readdir(folder)).sort()) {
    const body = (await readFile(join(folder, file), "utf8")).replace(/^<svg[^>]*>|<\/svg>\s*$/g, "").trim();
    symbols.push(`<symbol id="${parse(file).name}" viewBox="0 0 24 24">${body}</symbol>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

async function compress() {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  for (const file of Object.values(manifest).filter((name) => !name.endsWith(".png"))) {
    const bytes = await readFile(join(dist, file));
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    await writeFile(join(dist, `${file}.br`), await brotli(bytes, quality));
    await writeFile(join(dist, `${file}.gz`), await zip(bytes, { level: 9 }));
  }
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

await bundle({ entryPoints: ["src/live-worker.js"], format: "iife" });
await bundle({
  entryPoints: ["src/app.js"],
  format: "esm",
  splitting: true,
  plugins: [turboWithoutInlineStyle],
  define: { LIVE_WORKER: JSON.stringify(manifest["live-worker.js"]) },
});
await bundle({ entryPoints: [{ in: "styles/main.css", out: "app" }] });
await keep("icons.svg", await sprite());
for (const icon of ["favicon.svg", "apple-touch-icon.png", "icon-512.png"]) {
  await keep(icon, await readFile(join(root, "src/icons", icon)));
}
await compress();
const ordered = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => a.localeCompare(b)));
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(ordered, null, 2)}\n`);
