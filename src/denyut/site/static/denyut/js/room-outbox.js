// <room-outbox room="7"> (thread="12" in a thread) shows at the end of a room what was written there and is not sent yet, and what was
// refused, with the reason, or failed again and again.

import { again, drop, kept, onOutbox } from "./outbox.js";

// A message that is on its way shows only when it takes a while: usually the line itself is there before.
const PATIENCE = 400;

class RoomOutbox extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", this.getAttribute("label"));
    this.stop = onOutbox(() => this.#drawSoon());
    this.onclick = (event) => this.#clicked(event);
    this.#draw();
  }

  disconnectedCallback() {
    this.stop();
    clearTimeout(this.timer);
  }

  #drawSoon() {
    clearTimeout(this.timer);
    if (this.#items().length < this.children.length) this.#draw();
    else this.timer = setTimeout(() => this.#draw(), PATIENCE);
  }

  #items() {
    const thread = this.getAttribute("thread") ?? "";
    return kept(this.getAttribute("room")).filter(({ pairs }) => (Object.fromEntries(pairs).thread ?? "") === thread);
  }

  #draw() {
    const items = this.#items();
    const list = this.closest(".room__lines");
    const isAtEnd = list && list.scrollHeight - list.scrollTop - list.clientHeight < 160;
    this.replaceChildren(...items.map((item) => this.#item(item)));
    if (isAtEnd) list.scrollTop = list.scrollHeight;
  }

  #item({ place, pairs, state, reason }) {
    const text = pairs.find(([name]) => name === "text")?.[1] ?? "";
    const item = make("div", `waiting waiting--${state}`);
    item.dataset.place = place;
    item.append(Object.assign(make("p", "waiting__text", text), { dir: "auto" }));
    const isBack = state === "refused" || state === "stuck";
    const word = isBack ? `${this.getAttribute("refused")}: ${reason || this.getAttribute("failed")}` : this.getAttribute("waiting");
    const foot = make("p", "waiting__foot small");
    foot.append(Object.assign(make("span", "", word), { role: "status" }));
    for (const name of [...(state === "stuck" ? ["again"] : []), "change", "drop"]) foot.append(this.#button(name));
    item.append(foot);
    return item;
  }

  #button(name) {
    const button = make("button", "waiting__button", this.getAttribute(name));
    Object.assign(button, { type: "button" }).dataset.act = name;
    return button;
  }

  #clicked({ target }) {
    const act = target.closest?.("[data-act]")?.dataset.act;
    const place = target.closest?.("[data-place]")?.dataset.place;
    const item = place && kept().find((one) => one.place === place);
    if (!act || !item) return;
    if (act === "again") return again(place);
    drop(place);
    if (act === "change") document.dispatchEvent(new CustomEvent("outbox:change", { detail: item }));
  }
}

function make(tag, className, textContent = "") {
  return Object.assign(document.createElement(tag), { className, textContent });
}

customElements.define("room-outbox", RoomOutbox);
