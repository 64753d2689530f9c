// What a line's menu does without the server's help, and how it asks the server for the rest.

/** Send fields; answers with `ok`, the `html` of the answer, and the `reason` of a refusal. */
export async function post(url, fields) {
  const body = new URLSearchParams(fields);
  const answer = await fetch(url, { method: "POST", headers: { "HX-Request": "true" }, body }).catch(() => null);
  const html = (await answer?.text()) ?? "";
  const reason = answer?.ok ? "" : new DOMParser().parseFromString(html, "text/html").querySelector("[data-refusal]")?.textContent;
  return { ok: Boolean(answer?.ok), html, reason };
}

/** Ask the composer beside the line to answer to it. */
export function quote(line) {
  const author = line.querySelector(".line__name")?.textContent ?? "";
  const text = (line.querySelector(".line__text")?.textContent ?? "").trim().slice(0, 140);
  const id = Number(line.dataset.url.split("/").at(-2));
  line.dispatchEvent(new CustomEvent("line:quote", { bubbles: true, detail: { id, author, text } }));
}

/** Put the line's own address into the clipboard. */
export function copyAddress(line) {
  return navigator.clipboard.writeText(new URL(line.dataset.url, location.href).href);
}

/** Show a folded message to its end, in its place. */
export async function showWhole(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const whole = page?.querySelector("[data-whole-of]");
  if (!whole) return location.assign(link.href);
  link.closest(".line").querySelector(".line__text").replaceWith(whole);
  link.remove();
  return whole.focus();
}

/** Say something in passing. */
export function say(text, kind = "") {
  document.querySelector("toast-list")?.say(text, kind);
}
