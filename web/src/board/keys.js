/** Which column a key leads to from a tile: Alt and an arrow, one to the side; undefined for any other key. */
export function columnByKey(event, columns) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const from = event.target.closest(".tile")?.closest("[data-stage]");
  return event.altKey && step && from ? columns[columns.indexOf(from) + step] : undefined;
}
