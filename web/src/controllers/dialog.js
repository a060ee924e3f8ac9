import { Controller } from "@hotwired/stimulus";
import { session } from "@hotwired/turbo";
import { dirtyFields } from "../fields";
import { say } from "../toast";

/**
 * Shows what is loaded into its frame: links with data-turbo-frame="dialog" open here, and are pages without script.
 * A form in it that was accepted closes it and shows the page the server leads to; a refused one stays.
 */
export default class extends Controller {
  static targets = ["frame"];
  static values = { unsaved: String };

  connect() {
    this.ends = new AbortController();
    const on = (target, name, run) => target.addEventListener(name, run, { signal: this.ends.signal });
    on(this.frameTarget, "turbo:frame-load", () => this.show());
    on(this.element, "turbo:submit-end", (event) => this.sent(event));
    on(this.element, "cancel", (event) => this.ask(event));
    on(this.element, "close", () => this.empty());
    on(document, "turbo:before-cache", () => this.close());
  }

  disconnect() {
    this.ends.abort();
  }

  show() {
    if (this.frameTarget.childElementCount > 0 && !this.element.open) this.element.showModal();
  }

  close(event) {
    event?.preventDefault();
    if (this.element.open) this.element.close();
  }

  empty() {
    this.frameTarget.removeAttribute("src");
    this.frameTarget.replaceChildren();
  }

  /** Escape asks once before it throws away what was typed. */
  ask(event) {
    if (this.asked || !this.unsavedValue || dirtyFields(this.element).length === 0) return;
    event.preventDefault();
    this.asked = true;
    setTimeout(() => { this.asked = false; }, 4000);
    say(this.unsavedValue);
  }

  async sent({ detail: { success, fetchResponse } }) {
    if (!success || !fetchResponse.redirected) return;
    const { location, statusCode, redirected } = fetchResponse;
    const responseHTML = await fetchResponse.responseHTML;
    const same = location.pathname === window.location.pathname;
    this.close();
    session.visit(location, { action: same ? "replace" : "advance", response: { statusCode, redirected, responseHTML } });
  }
}
