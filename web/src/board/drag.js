import Sortable, { AutoScroll } from "sortablejs/modular/sortable.core.esm.js";

Sortable.mount(new AutoScroll());

/** Lets tiles be dragged out of and into a column. Where in a column they stand is the server's order. */
export function draggable(column, { started, ended }) {
  return Sortable.create(column, {
    group: "board",
    draggable: ".tile",
    sort: false,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
    delay: 220,
    delayOnTouchOnly: true,
    touchStartThreshold: 6,
    ghostClass: "tile-ghost",
    dragClass: "tile-lift",
    scrollSensitivity: 60,
    bubbleScroll: true,
    onStart: started,
    onEnd: ended,
  });
}
