// <room-lines> is the scrolling list of a room or a thread: joins what one person says in a row, draws the days in the reader's zone, starts
// at the end. The arrow keys walk through the lines and through what each of them offers.

const SAME_BREATH = 5 * 60 * 1000;
const language = `${document.documentElement.lang || "en"}-u-nu-latn`;
const dayName = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });

class RoomLines extends HTMLElement {
  connectedCallback() {
    this.#arrange();
    this.scrollTop = this.scrollHeight;
    this.addEventListener("live:appended", () => {
      this.querySelector(":scope > .empty")?.remove();
      this.#arrange();
      this.#noteSoon();
    });
    this.addEventListener("live:replaced", () => this.#arrange());
    this.addEventListener("keydown", (event) => this.#pressed(event));
    document.addEventListener("visibilitychange", () => this.#noteSoon());
  }

  // Up and down go from line to line, to the sides through the buttons of one.
  #pressed(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key] * (this.matches(":dir(rtl)") ? -1 : 1);
    const tools = [...this.querySelectorAll(":scope > .line .line__tools")];
    const at = tools.findIndex((some) => some.contains(event.target));
    if ((!step && !side) || event.altKey || event.ctrlKey || event.metaKey || (at < 0 && event.target !== this)) return;
    const last = (some) => some?.querySelector("[data-opens=menu]");
    const buttons = [...(tools[at]?.children ?? [])];
    const next = side ? buttons[buttons.indexOf(event.target) + side] : last(tools[at < 0 ? tools.length - 1 : at + step]);
    next?.focus();
    if (next) event.preventDefault();
  }

  #arrange() {
    for (const day of this.querySelectorAll(":scope > .day")) day.remove();
    let before = null;
    for (const line of this.querySelectorAll(":scope > .line")) {
      const at = new Date(line.dataset.at);
      const isNewDay = !before || at.toDateString() !== before.at.toDateString();
      if (isNewDay) line.before(this.#day(at));
      const isSpoken = line.dataset.author && !line.classList.contains("line--news");
      const goesOn = isSpoken && !isNewDay && line.dataset.author === before.author && at - before.at < SAME_BREATH;
      line.classList.toggle("line--goes-on", Boolean(goesOn));
      before = { at, author: isSpoken ? line.dataset.author : null };
    }
  }

  // What is on a visible screen counts as read, told at most once in two seconds.
  #noteSoon() {
    const url = this.getAttribute("read-url");
    if (!url || document.hidden) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#note(url), 2000);
  }

  #note(url) {
    const last = [...this.querySelectorAll(":scope > .line")].at(-1)?.id.replace("line-", "");
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    if (!last || !token || last === this.noted) return;
    this.noted = last;
    const body = new URLSearchParams({ to: last, csrfmiddlewaretoken: token });
    fetch(url, { method: "POST", body }).catch(() => (this.noted = null));
  }

  #day(at) {
    return Object.assign(document.createElement("div"), { className: "day", textContent: dayName.format(at) });
  }
}

customElements.define("room-lines", RoomLines);
