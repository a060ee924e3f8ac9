import { Controller } from "@hotwired/stimulus";

const SHOWN = 10_000;
const LEAVING = 200;

/**
 * Moves the server's sentence into the live region, where it is read aloud and outlives a refresh,
 * and takes it away after a while; never while it is pointed at or focused, and a problem stays until closed.
 */
export default class extends Controller {
  connect() {
    const place = document.querySelector("#toasts");
    if (place && this.element.parentElement !== place) return this.moveTo(place);
    this.element.removeAttribute("role");
    this.wait();
    for (const name of ["pointerenter", "focusin"]) this.element.addEventListener(name, () => clearTimeout(this.timer));
    for (const name of ["pointerleave", "focusout"]) this.element.addEventListener(name, () => this.wait());
    return undefined;
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  close() {
    this.element.setAttribute("data-leaving", "");
    setTimeout(() => this.element.remove(), LEAVING);
  }

  moveTo(place) {
    const earlier = this.element.id && place.querySelector(`#${CSS.escape(this.element.id)}`);
    if (earlier) this.element.remove();
    else place.append(this.element);
  }

  wait() {
    clearTimeout(this.timer);
    if (!this.element.classList.contains("problem")) this.timer = setTimeout(() => this.close(), SHOWN);
  }
}
