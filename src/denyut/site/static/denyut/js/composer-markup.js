// The small Markdown of messages by button or key: bold, italic, code, list, quotation, link.

const AROUND = { bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"], link: ["[", "](https://)"] };
const BEFORE = { list: "- ", quote: "> " };
const KEYS = { b: "bold", i: "italic", e: "code" };
const SHIFTED = { Digit8: "list", Digit9: "quote", KeyU: "link" };

export class Markup {
  constructor(composer) {
    this.composer = composer;
    for (const button of composer.querySelectorAll("[data-mark]")) {
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.#apply(button.dataset.mark));
    }
  }

  /** Returns whether the key was for the markup. */
  pressed(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
    const mark = event.shiftKey ? SHIFTED[event.code] : KEYS[event.key.toLowerCase()];
    if (!mark) return false;
    event.preventDefault();
    this.#apply(mark);
    return true;
  }

  /** Put a text in place of the letters `start` to `end`, so that undo knows of it. */
  insert(text, start, end) {
    const { field } = this.composer;
    field.focus();
    field.setSelectionRange(start, end);
    // The one way that keeps the browser's own undo; where it is gone the text is put in without it.
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, start, end, "end");
      this.composer.changed();
    }
  }

  #apply(mark) {
    const { field } = this.composer;
    const { selectionStart: start, selectionEnd: end, value } = field;
    if (mark in BEFORE) this.#lines(BEFORE[mark], start, end, value);
    else if (mark === "code" && value.slice(start, end).includes("\n")) this.#around(["```\n", "\n```"], start, end, value);
    else this.#around(AROUND[mark], start, end, value);
  }

  #around([before, after], start, end, value) {
    const chosen = value.slice(start, end);
    const isOn = value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after;
    if (isOn) {
      this.insert(chosen, start - before.length, end + after.length);
      this.composer.field.setSelectionRange(start - before.length, end - before.length);
    } else {
      this.insert(before + chosen + after, start, end);
      this.composer.field.setSelectionRange(start + before.length, end + before.length);
    }
  }

  #lines(sign, start, end, value) {
    const first = value.lastIndexOf("\n", start - 1) + 1;
    const rows = value.slice(first, end).split("\n");
    const areOn = rows.every((row) => row.startsWith(sign));
    this.insert(rows.map((row) => (areOn ? row.slice(sign.length) : sign + row)).join("\n"), first, end);
  }
}
