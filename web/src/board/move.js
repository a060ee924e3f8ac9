import { fetch } from "@hotwired/turbo";

/**
 * Sends the tile's own form with another stage. Answers undefined when it was accepted; else what the server says
 * (`sentence`, "" when it says nothing), and whether it `asks` for a reason. The redirect is not followed: the board
 * is asked for anew afterwards.
 */
export async function sendMove(form, stage) {
  const body = new URLSearchParams(new FormData(form));
  body.set("stage", stage);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      redirect: "manual",
      credentials: "same-origin",
      headers: { Accept: "text/html" },
    });
    if (response.ok || response.type === "opaqueredirect") return undefined;
    return refusal(await response.text());
  } catch {
    return { sentence: "", asks: false };
  }
}

function refusal(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const sentence = page.querySelector("[data-sentence], .error-summary li, .problem")?.textContent.trim() ?? "";
  return { sentence, asks: page.querySelector("[data-asks]") !== null };
}
