import { Controller } from "@hotwired/stimulus";
import { parseGrid } from "../grid";

/** Spreads cells copied from a spreadsheet over the fields of a table, beginning at the focused one. */
export default class extends Controller {
  paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const start = event.target.closest("td");
    if (!start || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const rows = [...start.closest("tbody").rows];
    const top = rows.indexOf(start.parentElement);
    parseGrid(text).forEach((cells, down) => cells.forEach((cell, across) => {
      fill(rows[top + down]?.cells[start.cellIndex + across], cell);
    }));
  }
}

function fill(cell, text) {
  const field = cell?.querySelector("input");
  if (!field) return;
  field.value = text;
  field.setAttribute("data-pasted", "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
