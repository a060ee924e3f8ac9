/** The options of a list box, one of which may be the active one; focus stays in the field that owns the list. */
export class Options {
  constructor(field, list) {
    this.field = field;
    this.list = list;
  }

  get all() {
    return [...this.list.querySelectorAll("[role=option]:not([aria-disabled=true])")];
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  /** One on (1) or back (-1), round the ends. */
  step(by) {
    const { all } = this;
    const at = all.indexOf(this.active);
    this.mark(at < 0 && by < 0 ? all.at(-1) : all[(at + by + all.length) % all.length]);
  }

  mark(option) {
    this.active?.setAttribute("aria-selected", "false");
    if (!option) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }
}

/** What a picked option puts into its field. */
export function textOf(option) {
  return option.dataset.text ?? (option.querySelector(".main-text")?.firstChild ?? option).textContent.trim();
}
