// Keys that do something on every page: the rooms up and down, everything read, and the list of keys.

const TYPES = "input, textarea, select, [contenteditable]";

/** Do what a key means, if it means something; `marks` is the side bar's list of rooms. */
export function roomKeys(event, marks) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && event.altKey && !event.shiftKey) walk(step, marks);
  else if (event.key === "Escape" && event.shiftKey) marks.readAll();
  else if (event.key === "?" && !event.target.closest?.(TYPES)) document.querySelector("sheet-dialog")?.open(marks.getAttribute("shortcuts"));
  else return;
  event.preventDefault();
}

function walk(step, marks) {
  const rooms = [...marks.querySelectorAll("[data-room]")];
  const at = rooms.findIndex((room) => room.hasAttribute("aria-current"));
  const from = at < 0 && step < 0 ? 0 : at;
  if (rooms.length) location.assign(rooms[(from + step + rooms.length) % rooms.length].href);
}
