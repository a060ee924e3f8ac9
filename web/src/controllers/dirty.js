import { Controller } from "@hotwired/stimulus";
import { dirtyFields } from "../fields";

/** Asks before a page with something typed and not sent is left. */
export default class extends Controller {
  static values = { question: String };

  connect() {
    this.ends = new AbortController();
    const on = (target, name, run) => target.addEventListener(name, run, { signal: this.ends.signal });
    on(window, "beforeunload", (event) => this.isUnsent && event.preventDefault());
    on(document, "turbo:before-visit", (event) => this.leave(event));
    on(this.element, "turbo:submit-start", () => { this.sending = true; });
    on(this.element, "turbo:submit-end", ({ detail }) => { this.sending = detail.success; });
    on(this.element, "input", () => { this.sending = false; });
  }

  disconnect() {
    this.ends.abort();
  }

  leave(event) {
    const here = new URL(event.detail.url).pathname === location.pathname;
    if (here || !this.questionValue || !this.isUnsent) return;
    if (!confirm(this.questionValue)) event.preventDefault();
  }

  get isUnsent() {
    return !this.sending && dirtyFields(this.element).length > 0;
  }
}
