// A stretch of a room's lines, as the server answers it, and how it joins those on the page: no line stands twice, and all in their order.

/** The lines in an answer, and where the room goes on, if it does. */
export function linesIn(html) {
  const frame = document.createElement("template");
  frame.innerHTML = html;
  const stretch = frame.content.firstElementChild;
  return { lines: [...stretch.children], earlier: stretch.dataset.earlier, later: stretch.dataset.later };
}

/** Put lines before `place` (null for the end), leaving out those that stand already. With `anewFrom` those are drawn anew, and lines after
 * that one which are no longer told go. */
export function merge(list, lines, place, anewFrom = null) {
  if (anewFrom !== null) forget(list, lines, anewFrom);
  const fresh = lines.filter((line) => !redraw(line, anewFrom !== null));
  for (const line of fresh) {
    list.insertBefore(line, place ?? follower(list, line));
    globalThis.htmx?.process(line);
  }
  const element = fresh.at(-1) ?? [...list.querySelectorAll(":scope > .line")].at(-1);
  if (element) list.dispatchEvent(new CustomEvent("live:appended", { bubbles: true, detail: { element, wasAtEnd: false, isOld: true } }));
}

function redraw(line, isAnew) {
  const there = document.getElementById(line.id);
  if (there && isAnew && !there.contains(document.activeElement)) {
    there.replaceWith(line);
    globalThis.htmx?.process(line);
  }
  return Boolean(there);
}

function forget(list, lines, from) {
  const last = number(lines.at(-1));
  const told = new Set(lines.map((line) => line.id));
  for (const line of list.querySelectorAll(":scope > .line")) {
    if (number(line) > from && number(line) <= last && !told.has(line.id)) line.remove();
  }
}

// What was missed may be older than what the stream brought meanwhile.
function follower(list, line) {
  return [...list.querySelectorAll(":scope > .line")].find((other) => number(other) > number(line)) ?? null;
}

function number(line) {
  return Number(line?.id.replace("line-", "") ?? 0);
}
