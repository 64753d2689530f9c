// <room-presence topic="room:7" src="/live/presence"> says who is typing, and puts a dot onto the faces of those who are here. With `silent`,
// for whoever has switched presence off, the page sends nothing.

const BEAT = 20000;
const STILL = 5000;
const viewer = Number(document.documentElement.dataset.viewer);

class RoomPresence extends HTMLElement {
  #page = crypto.getRandomValues(new Uint32Array(3)).join("-");
  #turn = 0;
  #field = "";

  connectedCallback() {
    const known = JSON.parse(this.querySelector("script")?.textContent || "[]");
    this.words = Object.assign(document.createElement("p"), { className: "small faint", ariaLive: "polite" });
    this.append(this.words);
    this.leaving = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.leaving.signal });
    on(document, "live:presence", ({ detail }) => detail.topic === this.getAttribute("topic") && this.#draw(detail.people));
    on(document, "live:state", ({ detail }) => detail.state === "on" && this.#tell());
    on(document, "composer:typed", ({ detail }) => this.#typed(detail));
    on(document, "visibilitychange", () => document.hidden || this.#tell());
    on(window, "pagehide", () => this.#tell({ over: "1" }));
    this.beat = setInterval(() => document.hidden || this.#tell(), BEAT);
    this.#draw(known);
    this.#tell();
  }

  disconnectedCallback() {
    this.leaving.abort();
    clearInterval(this.beat);
    clearTimeout(this.still);
    this.#tell({ over: "1" });
  }

  // Whoever has not touched a key for five seconds is thinking, not typing.
  #typed({ isEmpty }) {
    clearTimeout(this.still);
    this.#move(isEmpty ? "" : "typing");
    if (!isEmpty) this.still = setTimeout(() => this.#move(""), STILL);
  }

  #move(field) {
    if (field === this.#field) return;
    this.#field = field;
    this.#tell();
  }

  async #tell(more = {}) {
    if (this.hasAttribute("silent")) return;
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    this.#turn += 1;
    const words = { topic: this.getAttribute("topic"), page: this.#page, turn: this.#turn, field: this.#field, ...more };
    const options = { method: "POST", body: new URLSearchParams(words), headers: { "X-CSRFToken": token }, keepalive: true };
    const answer = await fetch(this.getAttribute("src"), options).catch(() => null);
    if (answer?.ok && words.turn === this.#turn) this.#draw((await answer.json()).people);
  }

  #draw(people) {
    const others = people.filter(({ id }) => id !== viewer);
    const here = new Set(others.map(({ id }) => String(id)));
    for (const face of document.querySelectorAll(".room .avatar[data-person]")) {
      face.classList.toggle("avatar--here", here.has(face.dataset.person));
      if (here.has(face.dataset.person)) face.title = this.getAttribute("here");
      else face.removeAttribute("title");
    }
    const text = this.#sentence(others.filter(({ field }) => field === "typing").map(({ name }) => name));
    if (this.words.textContent !== text) this.words.textContent = text;
  }

  #sentence([first, second, third]) {
    if (third) return this.getAttribute("many");
    if (second) return this.getAttribute("two").replace("{first}", first).replace("{second}", second);
    return first ? this.getAttribute("single").replace("{name}", first) : "";
  }
}

customElements.define("room-presence", RoomPresence);
