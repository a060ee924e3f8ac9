import { Controller } from "@hotwired/stimulus";
import { session } from "@hotwired/turbo";
import { dirtyFields } from "../fields";
import { say } from "../toast";

const FIELD = "form:not(.close) :is(input:not([type=hidden], [type=radio]:not(:checked)), select, textarea, button):enabled";

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
    // proposals under a field come in frames of their own
    on(this.frameTarget, "turbo:frame-load", ({ target }) => { if (target === this.frameTarget) this.show(); });
    on(this.element, "turbo:submit-end", (event) => this.sent(event));
    on(this.frameTarget, "click", (event) => this.lead(event));
    on(this.element, "cancel", (event) => this.ask(event));
    on(this.element, "close", () => this.empty());
    on(document, "turbo:before-cache", () => this.close());
  }

  disconnect() {
    this.ends.abort();
  }

  show() {
    if (this.frameTarget.childElementCount === 0) return;
    this.shown = this.frameTarget.getAttribute("src");
    if (!this.element.open) this.element.showModal();
    this.begin();
  }

  /** Where one goes on: at what is wrong, or at the first field; not at the button that closes. */
  begin() {
    const find = (what) => this.frameTarget.querySelector(what);
    (find(".error-summary") ?? find("[autofocus]") ?? find(FIELD))?.focus();
  }

  /** A link to a field of the form leads there; a new address would close what it stands in. */
  lead(event) {
    const link = event.target.closest("a[href^='#']");
    const field = link && this.frameTarget.querySelector(`#${CSS.escape(link.hash.slice(1))}`);
    if (!field) return;
    event.preventDefault();
    field.focus();
  }

  close(event) {
    event?.preventDefault();
    if (this.element.open) this.element.close();
  }

  /** The browser tells of the closing a moment later; whoever is quick has opened the next one by then. */
  empty() {
    if (this.frameTarget.hasAttribute("busy") || this.frameTarget.getAttribute("src") !== this.shown) return;
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
