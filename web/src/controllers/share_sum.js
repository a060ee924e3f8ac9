import { Controller } from "@hotwired/stimulus";
import { addUp } from "../shares";

/** Says while typing what the shares of a deal team add up to. The sentences are the server's, with {sum} and {off}. */
export default class extends Controller {
  static targets = ["share", "sum"];
  static values = { good: String, missing: String, over: String };

  shareTargetConnected() { this.sum(); }
  shareTargetDisconnected() { this.sum(); }

  sum() {
    if (!this.hasSumTarget) return;
    const found = addUp(this.shareTargets.map((share) => share.value));
    if (!found) return;
    const sentence = found.off === 0 ? this.goodValue : found.off > 0 ? this.missingValue : this.overValue;
    this.sumTarget.value = sentence.replace("{sum}", percent(found.sum)).replace("{off}", percent(Math.abs(found.off)));
    this.sumTarget.toggleAttribute("data-off", found.off !== 0);
  }

  remove(event) {
    event.preventDefault();
    const share = event.target.closest(".share");
    const next = (share.nextElementSibling ?? share.previousElementSibling)?.querySelector("input, select");
    share.remove();
    next?.focus();
  }
}

function percent(points) {
  return new Intl.NumberFormat(document.documentElement.lang || "en", { maximumFractionDigits: 2 }).format(points / 100);
}
