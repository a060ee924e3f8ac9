// A very small Paceline: two columns, a note, an event stream; enough to try the behaviours against a real browser.
import { serve } from "./serve.mjs";

const columns = ["discovery", "demo", "proposal", "lost"];

export async function startApp() {
  const app = { seq: 100, stages: { 41: "discovery", 42: "demo" }, note: "", flash: "", streams: new Set(), opened: [], pages: 0, slow: 0, requests: [] };

  app.change = (topics, request = "") => {
    app.seq += 1;
    const message = `event: refresh\nid: ${app.seq}\ndata: ${JSON.stringify({ topics, request })}\n\n`;
    for (const { response, carried } of app.streams) if (topics.some((topic) => carried.includes(topic))) response.write(message);
  };
  app.cut = () => { for (const { response } of app.streams) response.end(); };

  const html = async (response, body, status = 200) => {
    response.statusCode = status;
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(body);
  };

  const guide = await serve({
    routes: {
      "GET /": async (_request, response) => {
        app.pages += 1;
        const drawn = page(app);
        if (app.slow) await new Promise((done) => setTimeout(done, app.slow));
        return html(response, drawn);
      },
      "GET /live": (request, response, query) => {
        app.opened.push(Object.fromEntries(query));
        response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
        response.write(": here\n\n");
        const stream = { response, carried: query.get("topics").split(",") };
        app.streams.add(stream);
        const last = Number(query.get("last"));
        if (app.seq > last) response.write(`event: refresh\nid: ${app.seq}\ndata: ${JSON.stringify({ topics: stream.carried, request: "" })}\n\n`);
        request.on("close", () => app.streams.delete(stream));
      },
      "GET /search": (_request, response, query) => html(response, `<turbo-frame id="options-ask"><div role="group" aria-label="Deals"><a class="option" role="option" id="o1" aria-selected="false" tabindex="-1" href="/deals/42"><span class="main-text">Meridian ${query.get("q")}</span></a><a class="option" role="option" id="o2" aria-selected="false" tabindex="-1" href="/?found=2"><span class="main-text">Kestrel</span></a></div></turbo-frame>`),
      "GET /deals/42": (_request, response) => html(response, page(app, { title: "Deal 42", topics: "deal:42" })),
      "GET /quick/new": (_request, response) => html(response, quick()),
      "POST /quick": async (request, response) => {
        const sent = await form(request);
        app.requests.push(sent.get("note"));
        if (!sent.get("note")) return html(response, quick("Say what happened."), 422);
        app.note = sent.get("note");
        app.flash = "Noted.";
        app.change(["board"], request.headers["x-turbo-request-id"]);
        response.writeHead(303, { Location: "/" });
        return response.end();
      },
      "POST /preview": async (request, response) => html(response, `<p><strong>${(await form(request)).get("text")}</strong></p>`),
      "GET /deals/41/stage/edit": (_request, response, query) => html(response, `<turbo-frame id="dialog"><h2>Why ${query.get("stage")}?</h2></turbo-frame>`),
      ...move(41), ...move(42),
    },
  });

  function move(deal) {
    return {
      [`POST /deals/${deal}/stage`]: async (request, response) => {
        const stage = (await form(request)).get("stage");
        if (stage === "proposal") return html(response, `<ul class="error-summary"><li>Somebody moved it first.</li></ul>`, 409);
        app.stages[deal] = stage;
        app.flash = `Moved to ${stage}.`;
        app.change(["board"], request.headers["x-turbo-request-id"]);
        response.writeHead(303, { Location: "/" });
        return response.end();
      },
    };
  }

  return Object.assign(app, { origin: guide.origin, close: () => { app.cut(); guide.close(); } });
}

async function form(request) {
  let body = "";
  for await (const part of request) body += part;
  return new URLSearchParams(body);
}

function quick(problem = "") {
  return `<turbo-frame id="dialog"><h2>Log a note</h2><form class="form" action="/quick" method="post"><div class="field"><label for="quick-note">Note</label><input id="quick-note" name="note" ${problem && 'aria-invalid="true"'}><p class="problem">${problem}</p></div><button class="btn primary">Save</button></form></turbo-frame>`;
}

function page(app, { title = "Board", topics = "board" } = {}) {
  const flash = app.flash && `<div class="toast" id="toast-${app.seq}" data-controller="toast"><p>${app.flash}</p><button data-action="toast#close" aria-label="Close">x</button></div>`;
  app.flash = "";
  return `<!doctype html><html lang="en" data-controller="live morph-guard quick"><head><title>${title}</title>
<meta name="turbo-prefetch" content="false"><meta name="turbo-refresh-method" content="morph"><meta name="turbo-refresh-scroll" content="preserve">
<meta name="topics" content="${topics}"><meta name="seq" content="${app.seq}"><meta name="live" content="/live">
<link rel="icon" href="/assets/favicon.svg"><link rel="stylesheet" href="/assets/app.css"><script type="module" src="/assets/app.js"></script></head><body>
<main class="main" id="main"><h1>${title}</h1><p id="seq">${app.seq}</p><p id="note-shown">${app.note}</p>
<form class="ask" action="/search" role="search" data-controller="combobox" data-combobox-url-value="/search"><input type="search" name="q" autocomplete="off" aria-label="Find" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="found" data-combobox-target="input" data-quick-target="search" data-action="combobox#type keydown->combobox#key blur->combobox#leave"><div class="options" id="found" role="listbox" aria-label="Found" data-combobox-target="list" hidden><turbo-frame id="options-ask" target="_top" data-combobox-target="frame"></turbo-frame></div></form>
<a href="/deals/42" id="to-deal">Deal</a> <a href="/quick/new" data-turbo-frame="dialog" data-quick-target="create" id="new">New</a>
<form action="/quick" method="post"><div class="field" data-controller="preview" data-preview-url-value="/preview"><label for="note">Note</label><textarea id="note" name="note">${app.note}</textarea><button type="button" id="preview" hidden data-preview-target="button" data-action="preview#toggle">Preview</button><span data-preview-target="text" hidden></span><div data-preview-target="view" hidden></div></div><input id="other" name="other" aria-label="Other" value="${app.seq}"><button id="save">Save</button></form>
<details id="why"><summary>Why</summary><p id="why-seq">${app.seq}</p></details>
<button id="open-menu" popovertarget="menu">Menu</button><div class="menu" id="menu" popover><p id="menu-seq">${app.seq}</p></div>
<div class="board" data-controller="sortable-board" data-action="keydown->sortable-board#key" data-sortable-board-failed-value="That did not work.">${columns.map((stage) => column(app, stage)).join("")}<div class="menu" id="board-menu" popover data-sortable-board-target="menu"><p class="menu-title">Move to…</p></div></div>
<div class="flashes" data-turbo-temporary>${flash}</div></main>
<div class="toasts" id="toasts" role="status" data-turbo-permanent></div>
<template data-toast><div class="toast" data-controller="toast"><p></p></div></template>
<dialog class="dialog" id="dialog-host" data-controller="dialog" data-dialog-unsaved-value="Not saved yet." aria-label="Dialog"><turbo-frame id="dialog" data-dialog-target="frame"></turbo-frame></dialog>
<dialog class="dialog" id="keys" data-quick-target="keys"><h2>Keys</h2></dialog></body></html>`;
}

function column(app, stage) {
  const tiles = Object.keys(app.stages).filter((deal) => app.stages[deal] === stage);
  return `<section class="col"><h2>${stage}</h2><ul class="col-tiles" id="tiles-${stage}" data-sortable-board-target="column" data-stage="${stage}" data-name="${stage}" ${stage === "lost" ? "data-ask" : ""}>${tiles.map((deal) => `<li class="tile" id="deal-${deal}" data-sortable-board-target="tile"><a class="t" href="/deals/${deal}">Deal ${deal}</a><form class="tile-move" action="/deals/${deal}/stage" method="post" data-sortable-board-target="move"><input type="hidden" name="version" value="1"><input type="hidden" name="stage" value="${stage}"><a class="btn" href="/deals/${deal}/stage/edit" aria-label="Move deal ${deal} to…" data-action="sortable-board#menu">…</a></form></li>`).join("")}</ul></section>`;
}
