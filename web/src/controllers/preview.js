import { Controller } from "@hotwired/stimulus";
import { fetch } from "@hotwired/turbo";

/** Shows a text as it will look. The server renders and cleans the Markdown; the button exists only with script. */
export default class extends Controller {
  static targets = ["text", "view", "button"];
  static values = { url: String };

  connect() {
    this.buttonTarget.hidden = false;
  }

  async toggle() {
    if (!this.viewTarget.hidden) return this.show(false);
    const body = new URLSearchParams({ text: this.textTarget.value });
    const response = await fetch(this.urlValue, { method: "POST", body, credentials: "same-origin", headers: { Accept: "text/html" } });
    if (!response.ok) return undefined;
    this.viewTarget.innerHTML = await response.text();
    return this.show(true);
  }

  show(seen) {
    this.viewTarget.hidden = !seen;
    this.textTarget.hidden = seen;
    this.element.toggleAttribute("data-guard", seen);
    this.buttonTarget.setAttribute("aria-pressed", String(seen));
    if (!seen) this.textTarget.focus();
  }
}
