// What was begun and not sent, kept in this browser for each room and thread.

const SPACE = `denyut-draft-${document.documentElement.dataset.viewer ?? "0"}-`;

/** The draft of a place ("room-7", "thread-12"), empty where there is none. */
export function draftOf(place) {
  return localStorage.getItem(SPACE + place) ?? "";
}

/** Keep a draft; an empty one is forgotten. The page hears "draft:changed". */
export function keepDraft(place, text) {
  const had = localStorage.getItem(SPACE + place) !== null;
  if (text.trim()) localStorage.setItem(SPACE + place, text);
  else localStorage.removeItem(SPACE + place);
  if (had !== Boolean(text.trim())) document.dispatchEvent(new CustomEvent("draft:changed", { detail: { place } }));
}

/** Forget a draft. */
export function dropDraft(place) {
  keepDraft(place, "");
}

/** Show the mark of every place that has a draft. */
export function markDrafts(root = document) {
  for (const mark of root.querySelectorAll("[data-draft-of]")) mark.hidden = !draftOf(mark.dataset.draftOf);
}
