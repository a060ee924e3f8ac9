/** The one "Move to…" menu of a board, filled for the tile it is opened on. */
export function openMoveMenu(menu, link, columns, choose) {
  const here = link.closest("[data-stage]");
  const title = menu.querySelector(".menu-title");
  menu.replaceChildren(...[title].filter(Boolean), ...columns.map((column) => item(column, column === here, () => {
    menu.hidePopover();
    choose(column);
  })));
  anchor(menu, link);
  menu.showPopover();
  menu.querySelector("button:not(:disabled)")?.focus();
}

function item(column, here, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "menu-item";
  button.textContent = column.dataset.name;
  button.disabled = here;
  button.addEventListener("click", choose);
  return button;
}

function anchor(menu, link) {
  for (const earlier of document.querySelectorAll("[data-move-anchor]")) {
    earlier.style.removeProperty("anchor-name");
    earlier.removeAttribute("data-move-anchor");
  }
  link.setAttribute("data-move-anchor", "");
  link.style.setProperty("anchor-name", "--move");
  menu.style.setProperty("position-anchor", "--move");
}
