import { Controller } from "@hotwired/stimulus";
import { dirtyFields, isDirty, isSent, markSent, markTyped, takesText } from "../fields";

/**
 * Keeps what is a person's own while the page is morphed under them: typed text, the field they are in,
 * what they have opened, and what a controller marks with data-guard as being in the middle of something.
 */
export default class extends Controller {
  connect() {
    this.ends = new AbortController();
    const on = (name, run) => document.addEventListener(name, run, { signal: this.ends.signal });
    on("turbo:before-morph-element", (event) => this.keepElement(event));
    on("turbo:before-morph-attribute", (event) => this.keepAttribute(event));
    on("turbo:submit-end", ({ target, detail }) => detail.success && markSent(target));
    on("turbo:submit-start", ({ target }) => { this.submitted = target.id; });
    on("turbo:render", () => { this.submitted = undefined; });
    on("input", ({ target }) => target.form && markTyped(target.form));
  }

  disconnect() {
    this.ends.abort();
  }

  keepElement(event) {
    const { currentElement, newElement } = event.detail;
    const isAnswered = this.submitted !== undefined && currentElement.id === this.submitted;
    if (!isAnswered && isTheirs(currentElement, newElement)) event.preventDefault();
  }

  keepAttribute(event) {
    const { target, detail: { attributeName } } = event;
    if (attributeName === "open" && target.matches("details")) event.preventDefault();
  }
}

function isTheirs(element, next) {
  if (element.hasAttribute("data-guard") || element.matches("dialog[open]")) return true;
  if (element.hasAttribute("data-whole")) return isBeingWritten(element);
  if (!next) return holdsTyping(element);
  if (element.matches("input, textarea, select")) return isDirty(element) || isIn(element);
  return element.matches("turbo-frame[src]") && !next.hasAttribute("src") && element.getAttribute("refresh") !== "morph";
}

/** The server takes away a part in which something is being written: it stays until it is sent or left. */
function holdsTyping(element) {
  return element.querySelector("form") !== null && dirtyFields(element).length > 0;
}

/** A form whose fields belong together is left alone as a whole: what it began with has to stay with it. */
function isBeingWritten(form) {
  return dirtyFields(form).length > 0 || isIn([...form.elements].find((field) => field === document.activeElement));
}

function isIn(field) {
  return field !== undefined && field === document.activeElement && takesText(field) && !isSent(field);
}
