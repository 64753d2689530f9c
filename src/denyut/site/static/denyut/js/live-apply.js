// Puts a frame of the stream into the page. A frame holds templates that say where their content belongs.
// What took the place of something announces itself by "live:replaced", what was added by "live:appended".

const GLOW = 1600;
const NEAR_THE_END = 160;

/** Apply each template of `html` that one of the page's `topics` asked for. Returns true when the page should fetch itself instead. */
export function applyFrame(html, topics) {
  const frame = document.createElement("template");
  frame.innerHTML = html;
  let wantsRefresh = false;
  for (const piece of frame.content.querySelectorAll("template")) {
    const named = piece.dataset.topics?.split(" ") ?? [];
    if (named.length && !named.some((topic) => topics.has(topic))) continue;
    if (piece.dataset.replace) replace(piece);
    if (piece.dataset.append) append(piece);
    if (piece.dataset.remove) document.querySelector(piece.dataset.remove)?.remove();
    if (piece.dataset.refresh !== undefined) wantsRefresh = true;
  }
  return wantsRefresh;
}

function replace(piece) {
  const old = document.querySelector(piece.dataset.replace);
  const fresh = piece.content.firstElementChild;
  if (!old || !fresh) return;
  // Morphing keeps the caret and the focus of whoever works inside the row, and what data-morph asks for; elsewhere a plain swap is cheaper.
  if (old.dataset.morph !== undefined || old.contains(document.activeElement)) {
    const { id } = old;
    globalThis.htmx?.swap({ sourceElement: old, target: old, text: piece.innerHTML, swap: "outerMorph" }).then(() => settle(document.getElementById(id)));
  } else {
    old.replaceWith(fresh);
    globalThis.htmx?.process(fresh);
    settle(fresh);
  }
}

function append(piece) {
  const list = document.querySelector(piece.dataset.append);
  if (!list || document.getElementById(piece.dataset.id)) return;
  const fresh = piece.content.firstElementChild;
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_THE_END;
  list.append(fresh);
  globalThis.htmx?.process(fresh);
  list.dispatchEvent(new CustomEvent("live:appended", { bubbles: true, detail: { element: fresh, wasAtEnd } }));
  if (wasAtEnd) list.scrollTop = list.scrollHeight;
}

function settle(element) {
  element?.dispatchEvent(new CustomEvent("live:replaced", { bubbles: true }));
  glow(element);
}

function glow(element) {
  if (!element || element.dataset.still !== undefined) return;
  element.classList.add("is-changed");
  setTimeout(() => element.classList.remove("is-changed"), GLOW);
}
