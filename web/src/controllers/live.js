import { Controller } from "@hotwired/stimulus";
import { session } from "@hotwired/turbo";
import { openChannel } from "../live/channel";

const TRIES = 5;
let channel;
let newest = 0;
let tries = 0;

/**
 * Looks again when something the page shows has changed: the stream says only that, and the page is asked
 * for anew with this person's rights and morphed.
 *
 * The page says what it shows: <meta name="topics" content="board deal:42">, up to which event:
 * <meta name="seq" content="913">, and where the stream is: <meta name="live" content="/live">.
 */
export default class extends Controller {
  connect() {
    channel ??= openChannel((message) => this.application.live?.heard(message));
    this.application.live = this;
    this.ends = new AbortController();
    const on = (target, name, run) => target.addEventListener(name, run, { signal: this.ends.signal });
    on(document, "turbo:load", () => this.loaded());
    on(document, "turbo:render", () => this.follow());
    on(document, "live:resume", () => this.lookAgain());
    on(document, "visibilitychange", () => this.lookAgain());
    on(window, "pagehide", () => channel.leave());
    on(window, "pageshow", ({ persisted }) => persisted && this.follow());
    this.follow();
  }

  disconnect() {
    this.ends.abort();
  }

  follow() {
    channel.follow({ url: new URL(meta("live") || "/live", location).href, topics: this.topics, seq: this.seq });
  }

  heard({ seq, topics, request }) {
    if (seq <= this.seq || !topics.some((topic) => topic === "*" || this.topics.includes(topic))) return;
    if (request && session.recentRequests.has(request)) return;
    if (seq > newest) tries = 0;
    newest = Math.max(newest, seq);
    this.lookAgain();
  }

  /** Turbo drops a refresh while a visit is under way: whether the page is new enough is asked after each. */
  loaded() {
    if (newest > this.seq) tries += 1;
    this.lookAgain();
  }

  lookAgain() {
    const held = document.hidden || document.querySelector("[data-hold], [aria-invalid='true']");
    if (newest <= this.seq || this.topics.length === 0 || tries >= TRIES || held) return;
    session.refresh(document.baseURI);
  }

  get topics() {
    return meta("topics").split(/\s+/).filter(Boolean);
  }

  get seq() {
    return Number(meta("seq"));
  }
}

function meta(name) {
  return document.head.querySelector(`meta[name="${name}"]`)?.content ?? "";
}
