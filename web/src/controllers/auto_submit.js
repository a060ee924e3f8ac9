import { Controller } from "@hotwired/stimulus";

const PAUSE = 300;

/** Sends a form of filters by itself: at once for a choice, after a pause for typing. */
export default class extends Controller {
  disconnect() {
    clearTimeout(this.timer);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  now() {
    clearTimeout(this.timer);
    const query = new URLSearchParams(new FormData(this.element)).toString();
    if (query !== this.sent) this.element.requestSubmit();
    this.sent = query;
  }
}
