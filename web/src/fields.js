const sent = new WeakSet();

/** What was sent and accepted is no longer only the person's; typing again makes it so. */
export function markSent(form) {
  sent.add(form);
}

export function markTyped(form) {
  sent.delete(form);
}

/** Whether a person has changed this field since the server drew it. */
export function isDirty(field) {
  if (isSent(field)) return false;
  if (field.hasAttribute("data-dirty")) return true;
  if (field instanceof HTMLSelectElement) return selectIsDirty(field);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement)) return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

export function isSent(field) {
  return Boolean(field.form) && sent.has(field.form);
}

/** Without a chosen option the first one counts as the server's. */
function selectIsDirty(select) {
  const options = [...select.options];
  if (!options.some((option) => option.defaultSelected)) return !select.multiple && select.selectedIndex > 0;
  return options.some((option) => option.selected !== option.defaultSelected);
}

export function dirtyFields(root) {
  return [...root.querySelectorAll("input, textarea, select")].filter(isDirty);
}

/** Whether keys typed here are text. */
export function takesText(element) {
  return element instanceof Element && element.closest("input, textarea, select, [contenteditable]") !== null;
}
