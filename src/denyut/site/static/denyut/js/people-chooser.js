// <people-chooser src="/rooms/new/people/"> around a form: the list follows what is searched for, and whoever is chosen stays above it.

const PAUSE = 150;

class PeopleChooser extends HTMLElement {
  #timer = 0;
  #asked = 0;

  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    this.list = this.querySelector(".chooser__list");
    this.chosen = this.querySelector(".chooser__chosen");
    this.input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.list.addEventListener("change", ({ target }) => target.checked && this.#choose(target));
    this.chosen.addEventListener("change", ({ target }) => {
      target.closest("li").remove();
      this.#ask();
    });
  }

  async #ask() {
    const turn = ++this.#asked;
    const address = new URL(this.getAttribute("src"), location.href);
    address.searchParams.set("q", this.input.value);
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || turn !== this.#asked) return;
    this.list.innerHTML = await answer.text();
    const taken = new Set([...this.chosen.querySelectorAll("input")].map(({ value }) => value));
    for (const box of this.list.querySelectorAll("input")) if (taken.has(box.value)) box.closest("label").remove();
  }

  // Enter takes the first one found, rather than sending a form that is not ready.
  #pressed(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const first = this.input.value.trim() && this.list.querySelector("input");
    if (first) this.#choose(first);
  }

  #choose(box) {
    const label = Object.assign(document.createElement("label"), { className: "chip chip--plain" });
    label.title = this.getAttribute("removes").replace("{name}", box.dataset.name);
    const kept = Object.assign(document.createElement("input"), { type: "checkbox", name: "people", value: box.value, checked: true });
    label.append(kept, Object.assign(document.createElement("bdi"), { textContent: box.dataset.name }));
    const item = document.createElement("li");
    item.append(label);
    this.chosen.append(item);
    box.closest("label").remove();
    this.input.value = "";
    this.input.focus();
    this.#ask();
  }
}

customElements.define("people-chooser", PeopleChooser);
