// <room-history src="/rooms/7/lines/" unread="12" asked="9"> around a room's lines: opens at the first unread one or the one asked for, loads
// older and newer ones as they are scrolled to, and after a long absence brings what was missed, in its order.

import { Jumps } from "./room-jumps.js";
import { linesIn, merge } from "./room-stretch.js";

const NEAR = 600;
const PAGES_AT_MOST = 12;

class RoomHistory extends HTMLElement {
  #busy = new Set();

  connectedCallback() {
    this.lines = this.querySelector("room-lines");
    this.leaving = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.leaving.signal });
    this.jumps = new Jumps(this);
    on(this.lines, "scroll", () => this.#look());
    on(this.lines, "live:appended", ({ detail }) => this.#appended(detail));
    on(this, "click", (event) => this.#clicked(event));
    on(document, "composer:sent", ({ target }) => target.closest(".thread") || this.#toLatest());
    on(document, "live:reset", (event) => this.#reset(event));
    this.jumps.open();
    // Once more when the fonts stand, and what arranges the lines has done so.
    requestAnimationFrame(() => {
      this.jumps.open();
      this.#look();
    });
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  get #isPast() {
    return this.lines.id !== this.getAttribute("list");
  }

  #look() {
    const { scrollTop, scrollHeight, clientHeight } = this.lines;
    if (scrollTop < NEAR) this.#load("before");
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.#load("after");
    this.jumps.show(!this.#isPast);
  }

  #appended({ wasAtEnd, isOld, element }) {
    if (isOld) return;
    if (!wasAtEnd && element?.dataset.owner !== document.documentElement.dataset.viewer) this.jumps.add();
    this.#look();
  }

  #clicked(event) {
    const edge = event.target.closest?.("[data-edge]");
    const jump = event.target.closest?.("[data-jump]")?.dataset.jump;
    if (edge) {
      event.preventDefault();
      this.#load(edge.dataset.edge);
    }
    if (jump === "latest") this.#toLatest();
    if (jump === "unread") this.jumps.toUnread();
  }

  #toLatest() {
    if (this.#isPast) location.assign(this.getAttribute("latest"));
    else this.lines.scrollTop = this.lines.scrollHeight;
    this.#look();
  }

  async #load(name) {
    const edge = this.lines.querySelector(`:scope > [data-edge=${name}]`);
    if (!edge || this.#busy.has(name)) return;
    this.#busy.add(name);
    edge.setAttribute("aria-busy", "true");
    const page = await this.#fetch({ [name]: edge.dataset.from });
    this.#busy.delete(name);
    edge.removeAttribute("aria-busy");
    if (!page || !edge.isConnected) return;
    const fromEnd = this.lines.scrollHeight - this.lines.scrollTop;
    merge(this.lines, page.lines, name === "before" ? edge.nextSibling : edge);
    if (name === "before") this.lines.scrollTop = this.lines.scrollHeight - fromEnd;
    const next = name === "before" ? page.earlier : page.later;
    if (next) edge.dataset.from = next;
    else edge.remove();
    if (!next && name === "after") await this.#catchUp();
    this.#look();
  }

  async #fetch(query) {
    const answer = await fetch(`${this.getAttribute("src")}?${new URLSearchParams(query)}`).catch(() => null);
    return answer?.ok && !answer.redirected ? linesIn(await answer.text()) : null;
  }

  // From here on the room's end is on the page: the list takes what the stream brings, and what came a moment before is fetched.
  async #catchUp() {
    this.lines.id = this.getAttribute("list");
    await this.#bring([...this.lines.querySelectorAll(":scope > .line")].at(-1));
  }

  // The stream could not tell all that was missed: every line that stands here is drawn anew, and those that came after follow.
  #reset(event) {
    event.preventDefault();
    if (!this.#isPast) this.#bring(this.lines.querySelector(":scope > .line"), true);
  }

  async #bring(line, isAnew = false) {
    let from = Number(line?.id.replace("line-", "") ?? 0) - (isAnew ? 1 : 0);
    for (let pages = 0; pages < PAGES_AT_MOST; pages += 1) {
      const page = await this.#fetch({ after: Math.max(from, 0) });
      if (!page) return;
      merge(this.lines, page.lines, null, isAnew ? from : null);
      if (!page.later) return;
      from = Number(page.later);
    }
    location.assign(this.getAttribute("latest"));
  }
}

customElements.define("room-history", RoomHistory);
