import { Controller } from "@hotwired/stimulus";
import { Options, textOf } from "../options";

const PAUSE = 120;

/**
 * A field with a list of proposals from the server: the ARIA pattern "combobox with list autocomplete".
 * The frame target loads `url?q=…`; its [role=option] are links to go to, or values to pick.
 */
export default class extends Controller {
  static targets = ["input", "list", "frame", "value"];
  static values = { url: String };

  connect() {
    this.options = new Options(this.inputTarget, this.listTarget);
    this.ends = new AbortController();
    const on = (target, name, run) => target.addEventListener(name, run, { signal: this.ends.signal });
    on(this.frameTarget, "turbo:frame-load", () => this.show());
    on(this.listTarget, "pointerdown", (event) => event.preventDefault());
    on(this.listTarget, "click", (event) => this.choose(event.target.closest("[role=option]"), event));
  }

  disconnect() {
    this.ends.abort();
    this.leave();
  }

  type() {
    if (this.hasValueTarget) this.valueTarget.value = "";
    const text = this.inputTarget.value.trim();
    clearTimeout(this.timer);
    if (text === "") this.leave();
    else this.timer = setTimeout(() => { this.frameTarget.src = `${this.urlValue}?q=${encodeURIComponent(text)}`; }, PAUSE);
  }

  key(event) {
    const { active } = this.options;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || this.listTarget.hidden) return;
    if (event.key === "Enter" && active) this.choose(active, event);
    if (event.key === "Escape") this.leave();
    if (step) this.options.step(step);
    if (step || event.key === "Escape") event.preventDefault();
  }

  choose(option, event) {
    if (!option || option.ariaDisabled === "true") return;
    if (option.href && event.type === "click") {
      this.leave();
      return;
    }
    event.preventDefault();
    if (option.href) option.click();
    else this.pick(option);
  }

  pick(option) {
    this.inputTarget.value = textOf(option);
    if (this.hasValueTarget) this.valueTarget.value = option.dataset.value;
    this.leave();
    this.inputTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  show() {
    if (document.activeElement === this.inputTarget && this.inputTarget.value.trim() !== "") this.toggle(true);
  }

  leave() {
    clearTimeout(this.timer);
    this.options.mark(undefined);
    this.toggle(false);
  }

  toggle(open) {
    this.listTarget.hidden = !open;
    this.element.toggleAttribute("data-guard", open);
    this.inputTarget.setAttribute("aria-expanded", String(open));
  }
}
