import { Controller } from "@hotwired/stimulus";
import { takesText } from "../fields";

/** Keys that work everywhere but in a field: / finds, c creates, ? shows the keys. Can be switched off. */
export default class extends Controller {
  static targets = ["search", "create", "keys"];
  static values = { on: { type: Boolean, default: true } };

  connect() {
    this.ends = new AbortController();
    window.addEventListener("keydown", (event) => this.key(event), { signal: this.ends.signal });
  }

  disconnect() {
    this.ends.abort();
  }

  key(event) {
    if (!this.onValue || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (takesText(event.target) || document.querySelector("dialog[open]")) return;
    const act = { "/": this.find, c: this.create, "?": this.keys }[event.key];
    if (!act) return;
    event.preventDefault();
    act.call(this);
  }

  find() {
    this.searchTarget.focus();
    this.searchTarget.select();
  }

  create() {
    if (this.hasCreateTarget) this.createTarget.click();
  }

  keys() {
    if (this.hasKeysTarget) this.keysTarget.showModal();
  }
}
