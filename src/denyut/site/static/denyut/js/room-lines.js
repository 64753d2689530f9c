// <room-lines> is the scrolling list of a room: joins what one person says in a row, draws the days in the reader's zone, starts at the end.

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
    document.addEventListener("visibilitychange", () => this.#noteSoon());
    // Older lines that htmx puts on top must not move what is being read.
    this.addEventListener("htmx:before:swap", () => (this.fromEnd = this.scrollHeight - this.scrollTop));
    this.addEventListener("htmx:after:swap", () => {
      this.#arrange();
      this.scrollTop = this.scrollHeight - this.fromEnd;
    });
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
