import { Controller } from "@hotwired/stimulus";

/** Says that chosen files are too large before they are sent in vain. */
export default class extends Controller {
  static values = { most: Number, problem: String };

  check() {
    const bytes = Array.from(this.element.files, (file) => file.size).reduce((sum, size) => sum + size, 0);
    this.element.setCustomValidity(bytes > this.mostValue ? this.problemValue : "");
    if (bytes > this.mostValue) this.element.reportValidity();
  }
}
