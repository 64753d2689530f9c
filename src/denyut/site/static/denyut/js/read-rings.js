// <read-rings src="/rooms/7/marks/" room="7" …words> draws a ring on each of the reader's own lines: how much of the room
// has read it. It also tells which line reached this screen. Who is where comes once from `src` and then by the stream, never by line.

const QUIET = 1000;
const viewer = document.documentElement.dataset.viewer;
const around = 2 * Math.PI * 6;

class ReadRings extends HTMLElement {
  #seats = new Map();
  #told = 0;

  connectedCallback() {
    this.leaving = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.leaving.signal });
    on(document, "live:marks", ({ detail }) => detail.topic === `room:${this.getAttribute("room")}` && this.#moved(detail.seats));
    for (const name of ["live:appended", "live:replaced", "htmx:after:swap"]) on(document, name, () => this.#soon());
    on(document, "visibilitychange", () => document.hidden || this.#fetch());
    on(document, "live:state", ({ detail }) => detail.state === "on" && this.#seats.size && this.#fetch());
    this.#fetch();
    this.#soon();
  }

  disconnectedCallback() {
    this.leaving.abort();
    clearTimeout(this.timer);
  }

  async #fetch() {
    const answer = await fetch(this.getAttribute("src")).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const { seats } = await answer.json();
    this.#seats.clear();
    this.#moved(seats ?? []);
  }

  #moved(seats) {
    for (const [person, ...mark] of seats) this.#seats.set(String(person), mark);
    this.#draw();
  }

  // Many lines may come at once: they are told and drawn together.
  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.#draw();
      this.#tell();
    }, QUIET);
  }

  #lines() {
    return [...document.querySelectorAll("room-lines > .line[id]")];
  }

  #draw() {
    if (!this.#seats.size) return;
    for (const line of this.#lines()) {
      const id = Number(line.id.replace("line-", ""));
      if (line.dataset.author === viewer) this.#ring(line, id);
      for (const chip of line.querySelectorAll(".mention[data-person]")) chip.classList.toggle("is-read", this.#seats.get(chip.dataset.person)?.[0] >= id);
    }
  }

  #ring(line, id) {
    const said = new Date(line.dataset.at).getTime();
    const others = [...this.#seats].filter(([person, [, , since]]) => person !== viewer && since <= said + 999);
    if (!others.length) return;
    const read = others.filter(([, [to]]) => to >= id).length;
    const got = others.filter(([, [, to]]) => to >= id).length;
    const ring = line.querySelector(":scope > .ring") ?? line.appendChild(this.#link(id));
    ring.dataset.state = read === others.length ? "all" : read ? "some" : got ? "delivered" : "sent";
    ring.setAttribute("aria-label", this.getAttribute("words").replace("{read}", read).replace("{all}", others.length));
    ring.title = ring.getAttribute("aria-label");
    ring.querySelector(".ring__read").setAttribute("stroke-dasharray", `${(around * read) / others.length} ${around}`);
  }

  #link(id) {
    const link = Object.assign(document.createElement("a"), { className: "ring", href: this.getAttribute("sheet").replace("0", id) });
    link.dataset.sheet = "";
    link.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><circle class="ring__way" cx="8" cy="8" r="6"/><circle class="ring__read" cx="8" cy="8" r="6" transform="rotate(-90 8 8)"/><path class="ring__tick" d="m5.2 8.2 2 2 3.6-4"/></svg>`;
    return link;
  }

  #tell() {
    const last = Number(this.#lines().at(-1)?.id.replace("line-", "")) || 0;
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    if (last <= this.#told || !token || !this.hasAttribute("seated")) return;
    this.#told = last;
    const body = new URLSearchParams({ to: last, csrfmiddlewaretoken: token });
    fetch(this.getAttribute("src"), { method: "POST", body }).catch(() => (this.#told = 0));
  }
}

customElements.define("read-rings", ReadRings);
