import { Hub } from "./hub";

/* global LIVE_WORKER */

/**
 * The way to the stream: through the browser's shared worker, or a stream of this tab where there is none.
 * `hear` takes each message; the answer has `follow({ url, topics, seq })` and `leave()`.
 */
export function openChannel(hear) {
  const alone = own(hear);
  let way = alone;
  let place;
  if (typeof SharedWorker === "function") {
    way = shared(hear, () => {
      way = alone;
      if (place) way.follow(place);
    });
  }
  return {
    follow(next) {
      place = next;
      way.follow(next);
    },
    leave() {
      place = undefined;
      way.leave();
    },
  };
}

function own(hear) {
  const hub = new Hub();
  return { follow: (place) => hub.follow(hear, place), leave: () => hub.leave(hear) };
}

function shared(hear, failed) {
  const worker = new SharedWorker(new URL(LIVE_WORKER, import.meta.url), { name: "live" });
  worker.addEventListener("error", failed);
  worker.port.addEventListener("message", ({ data }) => hear(data));
  worker.port.start();
  holdLock((lock) => worker.port.postMessage({ lock }));
  return {
    follow: (place) => worker.port.postMessage(place),
    leave: () => worker.port.postMessage({ leave: true }),
  };
}

/** Held as long as the tab lives, so that the worker learns of its end. Only in secure contexts. */
function holdLock(tell) {
  const name = `live-${crypto.randomUUID?.()}`;
  navigator.locks?.request(name, () => {
    tell(name);
    return new Promise(() => {});
  });
}
