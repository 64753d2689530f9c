// The way through a room's lines: where it opens, the line that says "new messages", and the buttons that lead to the first unread and the last.

const AT_END = 120;

export class Jumps {
  #new = 0;

  constructor(history) {
    this.history = history;
    this.lines = history.querySelector("room-lines");
    this.mark = history.querySelector("[data-new-line]");
    this.count = history.querySelector("[data-jump-count]");
    this.#new = Number(this.count.dataset.from) || 0;
  }

  /** Open at the line asked for, else at the first unread one, else at the end. */
  open() {
    const { lines, mark } = this;
    const first = document.getElementById(`line-${this.history.getAttribute("unread")}`);
    const asked = document.getElementById(`line-${this.history.getAttribute("asked")}`);
    if (first) first.before(mark);
    mark.hidden = !first;
    if (asked) {
      asked.scrollIntoView({ block: "center" });
      asked.classList.add("line--asked");
    } else if (first) {
      lines.scrollTop += mark.getBoundingClientRect().top - lines.getBoundingClientRect().top - 48;
    } else {
      lines.scrollTop = lines.scrollHeight;
    }
  }

  /** A line came that nobody at the end of the room has seen yet. */
  add() {
    this.#new += 1;
  }

  /** Show the buttons that lead somewhere else than here. Without `hasEnd` the room goes on after the last line. */
  show(hasEnd) {
    const { scrollTop, scrollHeight, clientHeight } = this.lines;
    const below = scrollHeight - scrollTop - clientHeight;
    if (below < AT_END && hasEnd) this.#new = 0;
    const isAbove = !this.mark.hidden && this.mark.getBoundingClientRect().bottom < this.lines.getBoundingClientRect().top;
    this.history.querySelector("[data-jump=unread]").hidden = !isAbove;
    this.history.querySelector("[data-jump=latest]").hidden = below < AT_END * 4 && hasEnd && !this.#new;
    this.count.textContent = this.#new > 99 ? "99+" : String(this.#new || "");
  }

  /** Go to the first unread line. */
  toUnread() {
    this.mark.scrollIntoView({ block: "start", behavior: "smooth" });
  }
}
