// A gate between browsers and the product: it counts the streams that are open and can be shut, as a network is.
import { createServer, request as ask } from "node:http";

export async function gateBefore(origin) {
  const streams = new Set();
  const sockets = new Set();
  let shut = false;
  const server = createServer((incoming, answer) => {
    const onward = ask(origin + incoming.url, { method: incoming.method, headers: incoming.headers }, (found) => {
      answer.writeHead(found.statusCode, found.rawHeaders);
      found.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => { streams.delete(answer); onward.destroy(); });
    if (incoming.url.startsWith("/live")) streams.add(answer);
    incoming.pipe(onward);
  });
  server.on("connection", (socket) => {
    if (shut) return socket.destroy();
    sockets.add(socket);
    return socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((ready) => { server.listen(0, "127.0.0.1", ready); });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    streams,
    shut() {
      shut = true;
      for (const socket of sockets) socket.destroy();
    },
    open() { shut = false; },
    end() {
      this.shut();
      server.close();
    },
  };
}
