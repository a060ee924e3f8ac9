import { Hub } from "./live/hub";

// Shared by all tabs of a browser: HTTP/1.1 allows six connections to one host, and a stream holds one for good.
const hub = new Hub();

addEventListener("connect", ({ ports: [port] }) => {
  const tab = (message) => port.postMessage(message);
  port.addEventListener("message", ({ data }) => {
    if (data.leave) return hub.leave(tab);
    if (data.lock) return leaveWithItsLock(data.lock, tab);
    return hub.follow(tab, data);
  });
  port.start();
});

/** A tab that crashes says nothing; the lock it held becomes free. */
function leaveWithItsLock(name, tab) {
  navigator.locks?.request(name, () => hub.leave(tab));
}
