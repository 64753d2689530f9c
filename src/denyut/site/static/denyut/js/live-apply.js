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
    if (piece.dataset.remove) places(piece.dataset.remove).forEach(remove);
    if (piece.dataset.refresh !== undefined) wantsRefresh = true;
  }
  return wantsRefresh;
}

// An id stands once on a page. What is told by its class may stand in many places: each keeps its own id.
function places(selector) {
  return selector.startsWith(".") ? [...document.querySelectorAll(selector)] : [document.querySelector(selector)].filter(Boolean);
}

function replace(piece) {
  const drawn = piece.content.firstElementChild;
  if (!drawn) return;
  for (const old of places(piece.dataset.replace)) {
    const fresh = drawn.cloneNode(true);
    if (old.id) fresh.id = old.id;
    replaceOne(old, fresh);
  }
}

function replaceOne(old, fresh) {
  // Morphing keeps the caret and the focus of whoever works inside the row, and what data-morph asks for; elsewhere a plain swap is cheaper.
  if (old.dataset.morph !== undefined || old.contains(document.activeElement)) {
    const { id } = old;
    globalThis.htmx?.swap({ sourceElement: old, target: old, text: fresh.outerHTML, swap: "outerMorph" }).then(() => settle(document.getElementById(id)));
  } else {
    old.replaceWith(fresh);
    globalThis.htmx?.process(fresh);
    settle(fresh);
  }
}

// What named something that is no longer for everybody to see stays as its plain name.
function remove(element) {
  const named = element.closest("[data-label]");
  if (named) named.replaceWith(named.dataset.label);
  else element.remove();
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
