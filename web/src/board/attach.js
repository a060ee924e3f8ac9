/** Makes a column take and give tiles; the library comes only to pages with a board. */
export async function attach(column, reactions) {
  const { draggable } = await import("./drag");
  if (column.isConnected && !column.sortable) column.sortable = draggable(column, reactions);
}

export function detach(column) {
  column.sortable?.destroy();
  delete column.sortable;
}
