import { Controller } from "@hotwired/stimulus";

const SHOWN = 2000;

/** Copies a link, a text or what a field says, and says so where it was asked. */
export default class extends Controller {
  static targets = ["label"];
  static values = { text: String, from: String, said: String };

  async copy() {
    const field = this.fromValue && document.getElementById(this.fromValue);
    await write(field ? field.value : this.textValue || location.href);
    const label = this.hasLabelTarget ? this.labelTarget : this.element;
    this.before ??= label.textContent;
    label.textContent = this.saidValue;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { label.textContent = this.before; }, SHOWN);
  }

  disconnect() {
    clearTimeout(this.timer);
  }
}

/** Over plain http browsers give no clipboard; the selection of a field is the old way. */
async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.activeElement.after(field);
  field.select();
  document.execCommand("copy");
  return field.remove();
}
