import { Controller } from "@hotwired/stimulus";

const PIECES = 18;
const HUES = ["--brand", "--behind-mark", "--ahead", "--help"];

/** A small shower of steps after a win, once per win and browser; nothing moves when reduced motion is asked for. */
export default class extends Controller {
  static values = { key: String };

  connect() {
    const seen = `celebrated-${this.keyValue}`;
    if (localStorage.getItem(seen)) return;
    localStorage.setItem(seen, "1");
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.element.setAttribute("data-fresh", "");
    this.shower();
  }

  disconnect() {
    this.pieces?.forEach((piece) => piece.remove());
  }

  shower() {
    const { left, top, width } = this.element.getBoundingClientRect();
    this.pieces = Array.from({ length: PIECES }, (_, at) => {
      const piece = document.createElement("i");
      piece.className = "confetti";
      piece.style.setProperty("--piece", `var(${HUES[at % HUES.length]})`);
      piece.style.insetInlineStart = `${left + (width * (at + 0.5)) / PIECES}px`;
      piece.style.insetBlockStart = `${top}px`;
      document.body.append(piece);
      fly(piece, at);
      return piece;
    });
  }
}

async function fly(piece, at) {
  const side = (at % 2 === 0 ? 1 : -1) * (12 + ((at * 37) % 40));
  const flight = piece.animate([
    { translate: "0 0", rotate: "0deg", opacity: 1 },
    { translate: `${side}px ${-60 - ((at * 53) % 50)}px`, rotate: `${side * 3}deg`, opacity: 1, offset: 0.4 },
    { translate: `${side * 1.6}px 90px`, rotate: `${side * 8}deg`, opacity: 0 },
  ], { duration: 1100, delay: (at * 29) % 160, easing: "cubic-bezier(.2,.6,.4,1)", fill: "both" });
  await flight.finished;
  piece.remove();
}
