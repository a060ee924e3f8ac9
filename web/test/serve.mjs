// Shows the style guide as the product would: same content security policy, assets under /assets/.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const web = new URL("../", import.meta.url);
const types = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".html": "text/html; charset=utf-8" };

function policy(origin) {
  const assets = `${origin}/assets/`;
  return `default-src 'none'; script-src ${assets}; style-src ${assets}; img-src 'self' data: blob:; font-src ${assets}; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
}

async function asset(name) {
  const manifest = JSON.parse(await readFile(new URL("dist/manifest.json", web), "utf8"));
  return readFile(new URL(`dist/${manifest[name] ?? name}`, web));
}

/** Starts on a free port, or the one given; `routes` answers what a test needs beyond the guide. */
export async function serve({ port = 0, routes = {}, page = "styleguide.html" } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://guide");
    const origin = `http://${request.headers.host}`;
    response.setHeader("Content-Security-Policy", policy(origin));
    try {
      const route = routes[`${request.method} ${pathname}`] ?? routes[pathname];
      if (route) return await route(request, response, searchParams);
      if (pathname.startsWith("/assets/")) {
        response.setHeader("Content-Type", types[extname(pathname)] ?? "application/octet-stream");
        return response.end(await asset(pathname.slice(8)));
      }
      if (pathname !== "/") throw new Error("nothing here");
      response.setHeader("Content-Type", types[".html"]);
      return response.end(await readFile(new URL(page, web)));
    } catch {
      response.statusCode = 404;
      return response.end("not found");
    }
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { origin } = await serve({ port: 4600 });
  process.stdout.write(`${origin}\n`);
}
