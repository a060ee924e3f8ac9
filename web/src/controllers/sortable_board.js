import { Controller } from "@hotwired/stimulus";
import { session, visit } from "@hotwired/turbo";
import { attach, detach } from "../board/attach";
import { columnByKey } from "../board/keys";
import { openMoveMenu } from "../board/menu";
import { sendMove } from "../board/move";
import { say } from "../toast";

/**
 * Moves tiles between columns by drag, by Alt and an arrow, and by the "Move to…" menu. Each of them sends the
 * tile's own form, so that the rules are the server's; what it refuses goes back with its sentence.
 */
export default class extends Controller {
  static targets = ["column", "tile", "move", "menu"];
  static values = { failed: String };

  connect() {
    this.element.removeAttribute("data-hold");
  }

  columnTargetConnected(column) {
    attach(column, { started: () => this.hold(), ended: (event) => this.ended(event) });
  }

  columnTargetDisconnected(column) {
    detach(column);
  }

  ended({ item, from, to }) {
    return from === to ? this.release() : this.send(item, from, to);
  }

  key(event) {
    const to = columnByKey(event, this.columnTargets);
    if (!to) return;
    event.preventDefault();
    this.carry(event.target.closest(".tile"), to);
  }

  menu(event) {
    event.preventDefault();
    const tile = event.target.closest(".tile");
    openMoveMenu(this.menuTarget, event.target.closest("a"), this.columnTargets, (to) => this.carry(tile, to));
  }

  carry(tile, to) {
    const from = tile.closest("[data-stage]");
    this.hold();
    to.prepend(tile);
    tile.querySelector("a")?.focus();
    this.send(tile, from, to);
  }

  /** Where words are needed (why it was lost, why it goes on) their form opens, and the tile waits where it was. */
  async send(tile, from, to) {
    const form = this.moveTargets.find((move) => tile.contains(move));
    tile.setAttribute("aria-busy", "true");
    const refused = to.hasAttribute("data-ask") ? { asks: true } : await sendMove(form, to.dataset.stage);
    tile.removeAttribute("aria-busy");
    if (refused) from.prepend(tile);
    this.release();
    if (refused?.asks) return visit(`${form.querySelector("a").href}?stage=${to.dataset.stage}`, { frame: "dialog" });
    if (refused) say(refused.sentence || this.failedValue, { problem: true });
    return session.refresh(document.baseURI);
  }

  /** What others change waits until the tile has landed. */
  hold() {
    this.element.setAttribute("data-hold", "");
  }

  release() {
    this.element.removeAttribute("data-hold");
    document.dispatchEvent(new CustomEvent("live:resume"));
  }
}
