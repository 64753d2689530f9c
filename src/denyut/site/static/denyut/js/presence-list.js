// <presence-list topic="cycle:3" src="/live/presence"> shows who else is on this page, and rings the field each of them is in.
// A field is an element with data-presence-field="its-name" around one control.

const BEAT = 20000;
const BREATH = 60;
const SHOWN = 5;
const viewer = Number(document.documentElement.dataset.viewer);
const names = new Intl.ListFormat(document.documentElement.lang || "en");

class PresenceList extends HTMLElement {
  #page = crypto.getRandomValues(new Uint32Array(3)).join("-");
  #turn = 0;
  #field = "";
  #others = [];
  #before = null;

  connectedCallback() {
    this.list = Object.assign(document.createElement("ul"), { className: "presence__people avatars" });
    this.news = Object.assign(document.createElement("span"), { className: "visually-hidden", ariaLive: "polite" });
    this.replaceChildren(this.list, this.news);
    this.leaving = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.leaving.signal });
    for (const name of ["focusin", "focusout"]) on(document, name, () => this.#moveSoon());
    for (const name of ["live:replaced", "htmx:after:swap"]) on(document, name, () => this.#ring());
    on(document, "live:presence", ({ detail }) => detail.topic === this.getAttribute("topic") && this.#draw(detail.people));
    // The stream is back: whoever saw it end may think that nobody is here.
    on(document, "live:state", ({ detail }) => detail.state === "on" && this.#tell());
    on(document, "visibilitychange", () => document.hidden || this.#tell());
    on(window, "pagehide", () => this.#tell({ over: "1" }));
    on(window, "pageshow", ({ persisted }) => persisted && this.#tell());
    this.beat = setInterval(() => document.hidden || this.#tell(), BEAT);
    this.#tell();
  }

  disconnectedCallback() {
    this.leaving.abort();
    clearInterval(this.beat);
    this.#tell({ over: "1" });
  }

  // From one field to the next is one move, not two.
  #moveSoon() {
    clearTimeout(this.move);
    this.move = setTimeout(() => {
      const field = document.hasFocus() ? (document.activeElement?.closest("[data-presence-field]")?.dataset.presenceField ?? "") : "";
      if (field === this.#field) return;
      this.#field = field;
      this.#tell();
    }, BREATH);
  }

  async #tell(more = {}) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    this.#turn += 1;
    const words = { topic: this.getAttribute("topic"), page: this.#page, turn: this.#turn, field: this.#field, ...more };
    const options = { method: "POST", body: new URLSearchParams(words), headers: { "X-CSRFToken": token }, keepalive: true };
    const answer = await fetch(this.getAttribute("src"), options).catch(() => null);
    if (answer?.ok && words.turn === this.#turn) this.#draw((await answer.json()).people);
  }

  #draw(people) {
    this.#others = people.filter(({ id }) => id !== viewer);
    this.#announce();
    const faces = this.#others.slice(0, SHOWN).map((person) => this.#face(person));
    const rest = this.#others.length - SHOWN;
    if (rest > 0) faces.push(make("li", "presence__rest faint small", `+${rest}`));
    this.list.replaceChildren(...faces);
    this.#ring();
  }

  #announce() {
    const now = new Map(this.#others.map(({ id, name }) => [id, name]));
    const before = this.#before ?? now;
    const say = (words, from, to) => [...from].filter(([id]) => !to.has(id)).map(([, name]) => this.getAttribute(words).replace("{name}", name));
    const news = [...say("arrives", now, before), ...say("leaves", before, now)];
    if (news.length) this.news.textContent = news.join(" ");
    this.#before = now;
  }

  #face({ name, initials, hue }) {
    const face = make("li", `avatar avatar--h${hue}`);
    face.title = name;
    face.append(Object.assign(make("span", "", initials), { ariaHidden: "true" }), make("span", "visually-hidden", name));
    return face;
  }

  #ring() {
    for (const tag of document.querySelectorAll(".presence-tag")) tag.remove();
    for (const field of document.querySelectorAll("[data-presence-field]")) {
      const here = this.#others.filter((person) => person.field === field.dataset.presenceField);
      const control = field.querySelector("input, select, textarea");
      field.className = field.className.replace(/ ?\bpresence-ring( avatar--h\d+)?/, "");
      if (!here.length) {
        control?.removeAttribute("aria-description");
        continue;
      }
      const who = names.format(here.map(({ name }) => name));
      field.classList.add("presence-ring", `avatar--h${here[0].hue}`);
      field.append(Object.assign(make("span", "presence-tag", who), { ariaHidden: "true" }));
      control?.setAttribute("aria-description", this.getAttribute("writes").replace("{name}", who));
    }
  }
}

function make(tag, className, textContent = "") {
  return Object.assign(document.createElement(tag), { className, textContent });
}

customElements.define("presence-list", PresenceList);
