/** A grid as spreadsheets put it on the clipboard: tabs between cells, one row a line; quoted cells may hold both. */
export function parseGrid(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const row = rows[rows.length - 1];
    const sign = text[at];
    if (sign === '"' && (quoted || row[row.length - 1] === "")) {
      if (quoted && text[at + 1] === '"') row[row.length - 1] += text[(at += 1)];
      else quoted = !quoted;
    } else if (sign === "\t" && !quoted) row.push("");
    else if (sign === "\n" && !quoted) rows.push([""]);
    else if (sign !== "\r" || quoted) row[row.length - 1] += sign;
  }
  if (rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
  return rows.map((row) => row.map((cell) => cell.trim()));
}
