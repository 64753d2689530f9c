// Sending one message of the outbox, and what its answer means: null for none yet, `{ isDone, html }`, `{ isDone, reason }` for a refusal, or
// `{ trouble }` when the server stumbled.

// How much trouble one answer 500 is; a server that is only being replaced makes one each time.
const FAILS = 5;

// No answer, a server in trouble, or a sign-in that has ended: it waits. Any other answer above 399 is a refusal with its reason.
export async function post({ action, pairs, key }) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams([...pairs, ["key", key], ["csrfmiddlewaretoken", token]]);
  const answer = await fetch(action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer || answer.redirected || answer.status === 429) return null;
  // A server that is being replaced answers 502 to 504 for a while; one that stumbles over this very message answers 500 at once.
  if (answer.status >= 500) return { trouble: answer.status > 501 && answer.status < 505 ? 1 : FAILS };
  const html = await answer.text().catch(() => null);
  if (html === null) return null;
  return answer.ok ? { isDone: true, html } : { isDone: false, reason: reasonIn(html) };
}

function reasonIn(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("[data-refusal]")?.textContent?.trim() ?? "";
}
