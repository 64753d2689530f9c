// The marks of unread rooms, wherever a page lists rooms: [data-room] with a [data-count] inside. What concerns the viewer alone is counted.

const viewer = document.documentElement.dataset.viewer ?? "";
const NAMED = `.mention[data-person="${CSS.escape(viewer)}"], .mention[data-department="0"]`;

/** A line was said in a room. */
export function addMark(room, line) {
  for (const item of listed(room)) {
    if (!isMuted(item)) item.classList.add(`${kind(item)}--unread`);
    const mark = item.querySelector("[data-count]");
    if (item.dataset.talk !== undefined || line.querySelector(NAMED)) mark.dataset.count = 1 + Number(mark.dataset.count);
  }
}

/** A room was read; "all" are all of them. */
export function clearMarks(room) {
  for (const item of listed(room)) {
    item.classList.remove("side__item--unread", "rooms__item--unread");
    item.querySelector("[data-count]").dataset.count = 0;
  }
}

/** Tell the count in the page's title, which is `title` by itself, and where a phone's page has its rooms. */
export function showMarks(title) {
  const items = [...document.querySelectorAll("room-marks [data-room]")];
  const count = items.reduce((sum, item) => sum + (isMuted(item) ? 0 : Number(item.querySelector("[data-count]").dataset.count)), 0);
  const isUnread = items.some((item) => item.matches(".side__item--unread"));
  document.title = count ? `(${count}) ${title}` : `${isUnread ? "• " : ""}${title}`;
  for (const mark of document.querySelectorAll("[data-rooms-unread]")) Object.assign(mark, { hidden: !count && !isUnread, textContent: count || "" });
}

function listed(room) {
  return document.querySelectorAll(room === "all" ? "[data-room]" : `[data-room="${room}"]`);
}

function kind(item) {
  return item.matches(".side__item") ? "side__item" : "rooms__item";
}

function isMuted(item) {
  return item.classList.contains(`${kind(item)}--muted`);
}
