import { Controller } from "@hotwired/stimulus";

/**
 * A cross-hair over a chart: shows what the nearest point says. Points are elements of the drawing with
 * data-x (in its own units) and data-say; the same data stand in the table below, for those without a pointer.
 */
export default class extends Controller {
  static targets = ["chart"];

  connect() {
    this.ends = new AbortController();
    for (const name of ["pointermove", "pointerdown"]) this.element.addEventListener(name, (event) => this.follow(event), { signal: this.ends.signal });
    this.element.addEventListener("pointerleave", () => this.clear(), { signal: this.ends.signal });
    window.addEventListener("keydown", ({ key }) => key === "Escape" && this.clear(), { signal: this.ends.signal });
  }

  disconnect() {
    this.ends.abort();
    this.clear();
  }

  follow({ clientX }) {
    const matrix = this.chartTarget.getScreenCTM();
    const points = [...this.chartTarget.querySelectorAll("[data-say][data-x]")];
    if (!matrix || points.length === 0) return;
    const x = (clientX - matrix.e) / matrix.a;
    const distance = (point) => Math.abs(Number(point.dataset.x) - x);
    const nearest = points.reduce((best, point) => (distance(point) < distance(best) ? point : best));
    const frame = this.element.getBoundingClientRect();
    this.show(Number(nearest.dataset.x) * matrix.a + matrix.e - frame.left, frame.width, nearest.dataset.say);
  }

  show(left, width, words) {
    this.line ??= this.add("crosshair");
    this.words ??= this.add("readout");
    if (this.words.textContent !== words) this.words.textContent = words;
    const room = this.words.offsetWidth + 8;
    this.line.style.translate = `${left}px`;
    this.words.style.translate = `${Math.max(0, left + room < width ? left + 8 : left - room)}px`;
  }

  add(className) {
    const part = document.createElement("div");
    part.className = className;
    part.setAttribute("aria-hidden", "true");
    return this.element.appendChild(part);
  }

  clear() {
    this.line?.remove();
    this.words?.remove();
    this.line = undefined;
    this.words = undefined;
  }
}
