// The rules of the browser side: what the styles may hold, and what goes over the wire.
import assert from "node:assert/strict";
import { readFile, readdir, stat } from "node:fs/promises";
import { test } from "node:test";

const web = new URL("../", import.meta.url);
const read = (path) => readFile(new URL(path, web), "utf8");
const list = async (folder, ending) => (await readdir(new URL(folder, web), { recursive: true })).filter((name) => name.endsWith(ending)).map((name) => `${folder}${name}`);
const styles = await list("styles/", ".css");
const scripts = await list("src/", ".js");
const manifest = JSON.parse(await read("dist/manifest.json"));
const size = async (file) => (await stat(new URL(`dist/${file}`, web))).size;

async function over(names, ending) {
  const sizes = await Promise.all(Object.values(manifest).filter((file) => names.test(file)).map((file) => size(`${file}.${ending}`)));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

test("scripts weigh at most 60 kB and styles 25 kB over the wire", async () => {
  for (const ending of ["br", "gz"]) {
    assert.ok((await over(/\.js$/, ending)) <= 60_000);
    assert.ok((await over(/\.css$/, ending)) <= 25_000);
  }
});

test("colours stand in tokens.css only", async () => {
  for (const file of styles.filter((name) => !name.endsWith("tokens.css"))) {
    const css = (await read(file)).replace(/\/\*[^]*?\*\//g, "");
    assert.doesNotMatch(css, /#[0-9a-f]{3,8}\b(?![^{]*\{)|\brgb\(|\bhsl\(|oklch\((?!var)/i, file);
  }
});

test("styles need neither ids nor force, and no file is long", async () => {
  for (const file of styles) {
    const css = await read(file);
    assert.doesNotMatch(css, /!important/, file);
    assert.doesNotMatch(css.replace(/\{[^{}]*\}/g, ""), /(^|[\s,>+~])#[a-z]/im, file);
    assert.ok(css.split("\n").length <= 151, file);
  }
});

test("scripts are short and say nothing in a language", async () => {
  for (const file of scripts) {
    const source = await read(file);
    assert.ok(source.split("\n").length <= (file.includes("controllers") ? 85 : 120), file);
    assert.doesNotMatch(source, /console\.|innerHTML = `/, file);
  }
});

test("the guide shows what the policy allows: no inline style, no inline script", async () => {
  for (const page of ["styleguide.html", "styleguide-board.html", "styleguide-door.html"]) {
    const html = (await read(page)).replace(/<!--[^]*?-->|<template[^]*?<\/template>/g, "");
    assert.doesNotMatch(html, /\sstyle="|<style|\son\w+="|<script>/, page);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], `${page}: every id once`);
  }
});

test("every icon that the guide names is in the sprite", async () => {
  const sprite = await read(`dist/${manifest["icons.svg"]}`);
  for (const [, name] of (await read("styleguide.html")).matchAll(/icons\.svg#([\w-]+)/g)) assert.match(sprite, new RegExp(`id="${name}"`));
});

test("everything that is sent has a hashed name", () => {
  for (const [name, file] of Object.entries(manifest)) {
    const [stem, ending] = name.split(/\.(?=\w+$)/);
    assert.match(file, new RegExp(`^${stem}-[0-9A-Z]{8}\\.${ending}$`));
  }
});

test("the lock file names no registry", async () => {
  assert.doesNotMatch(await read("package-lock.json"), /https?:\/\/[^"]*registry|"resolved"/);
});
