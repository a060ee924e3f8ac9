const SOON = 50;
const LONGEST = 60_000;

/**
 * Owns the one event stream of a browser and tells each tab what concerns it.
 *
 * A tab follows topics and says which event number its page already shows. The stream carries the union
 * of all topics; it is opened anew only when a tab asks for a topic that it does not carry yet. What was
 * said in between is asked for by `last`, the oldest number that some tab still stands at.
 */
export class Hub {
  #tabs = new Map();
  #heard = new Map();
  #carried = new Set();
  #failures = 0;

  /** `open(url)` gives an EventSource; `random()` a number in [0, 1); both come in for tests. */
  constructor({ open = (url) => new EventSource(url), random = Math.random } = {}) {
    this.open = open;
    this.random = random;
  }

  /** `tab` is a function that takes `{ seq, topics, request }`. Following again replaces its topics. */
  follow(tab, { url, topics, seq }) {
    if (topics.length === 0) return this.leave(tab);
    this.url = url;
    this.#tabs.set(tab, { topics, seq });
    this.#catchUp(tab, topics, seq);
    const covered = topics.every((topic) => this.#carried.has(topic));
    if (!covered || (!this.source && !this.timer)) this.#openIn(SOON);
  }

  leave(tab) {
    this.#tabs.delete(tab);
    if (this.#tabs.size === 0) this.#close();
  }

  /** A page drawn before the last word on one of its topics looks again at once. */
  #catchUp(tab, topics, seq) {
    const late = topics.filter((topic) => this.#heard.get(topic) > seq);
    if (late.length > 0) tab({ seq: Math.max(...late.map((topic) => this.#heard.get(topic))), topics: late, request: "" });
  }

  #openIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#reopen(), milliseconds);
  }

  #reopen() {
    this.#close();
    if (this.#tabs.size === 0) return;
    const tabs = [...this.#tabs.values()];
    this.#carried = new Set(tabs.flatMap(({ topics }) => topics));
    const query = new URLSearchParams({
      topics: [...this.#carried].sort().join(","),
      last: Math.min(...tabs.map(({ seq }) => seq)),
    });
    this.source = this.open(`${this.url}?${query}`);
    this.source.addEventListener("open", () => { this.#failures = 0; });
    this.source.addEventListener("refresh", ({ data, lastEventId }) => this.#hear({ ...JSON.parse(data), seq: Number(lastEventId) }));
    this.source.addEventListener("error", () => this.#retry());
  }

  #hear(message) {
    for (const topic of message.topics) this.#heard.set(topic, message.seq);
    for (const [tab, place] of this.#tabs) {
      place.seq = Math.max(place.seq, message.seq);
      if (message.topics.some((topic) => topic === "*" || place.topics.includes(topic))) tab(message);
    }
  }

  /** The browser would try again after the same time in every tab of every person; a random one spares the server. */
  #retry() {
    this.#close();
    this.#failures += 1;
    this.#openIn(Math.min(LONGEST, 1000 * 2 ** this.#failures) * (0.5 + this.random()));
  }

  #close() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.source?.close();
    this.source = undefined;
    this.#carried = new Set();
  }
}
