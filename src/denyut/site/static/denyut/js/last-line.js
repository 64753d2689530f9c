// The last thing that the viewer said in a room. "line:edit" with { element, id } asks for it to be edited, and where nobody takes that up,
// the line's own page for that opens as a sheet.

const viewer = document.documentElement.dataset.viewer ?? "";

/** Ask for the viewer's last line to be edited; `asker` is the element that asks. */
export function editLastLine(asker) {
  const own = document.querySelectorAll(`.room__lines > .line[data-author="${CSS.escape(viewer)}"]:not(.line--news)`);
  const element = [...own].at(-1);
  if (!element) return;
  const detail = { element, id: Number(element.id.replace("line-", "")) };
  const isOpen = asker.dispatchEvent(new CustomEvent("line:edit", { bubbles: true, cancelable: true, detail }));
  if (isOpen && element.dataset.url) document.querySelector("sheet-dialog")?.open(`${element.dataset.url}edit/`);
}
