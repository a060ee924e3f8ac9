/** Says a sentence in the live region; the markup is the server's, copied from <template data-toast>. */
export function say(sentence, { problem = false } = {}) {
  const place = document.querySelector("#toasts");
  const template = document.querySelector("template[data-toast]");
  if (!place || !template) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.classList.toggle("problem", problem);
  toast.querySelector("p").textContent = sentence;
  place.append(toast);
}
