// <command-palette src="/palette"> around a <dialog>: Ctrl/⌘ K, type, arrows, Enter. The server answers with a list of role=option links.

const PAUSE = 120;

class CommandPalette extends HTMLElement {
  #timer = 0;
  #asked = 0;

  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("[role=combobox]");
    this.list = this.querySelector("[role=listbox]");
    document.addEventListener("keydown", this.#shortcut);
    document.addEventListener("click", this.#opener);
    this.input.addEventListener("input", () => this.#askSoon());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", (event) => this.#go(event.target.closest("[role=option]"), event));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#shortcut);
    document.removeEventListener("click", this.#opener);
  }

  #shortcut = (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.open();
  };

  #opener = (event) => {
    if (event.target.closest?.("[data-palette-open]")) this.open();
  };

  open() {
    if (this.dialog.open) return;
    this.input.value = "";
    this.dialog.showModal();
    this.input.focus();
    this.#ask();
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  // Answers may come back in another order than they were asked for: only the newest counts.
  async #ask() {
    const turn = ++this.#asked;
    const query = new URLSearchParams({ q: this.input.value });
    try {
      const answer = await fetch(`${this.getAttribute("src")}?${query}`, { headers: { "HX-Request": "true" } });
      if (answer.ok && turn === this.#asked) {
        this.list.innerHTML = await answer.text();
        this.#options().forEach((option, place) => (option.id ||= `palette-${place}`));
        this.#choose(0);
      }
    } catch {
      // Offline: what is listed stays.
    }
  }

  #options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  #choose(place) {
    const options = this.#options();
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const chosen = options[place];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    const options = this.#options();
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) this.#choose((at + step + options.length) % options.length);
    if (event.key === "Enter" && !event.isComposing) this.#go(options[at], event);
    if (step || event.key === "Enter") event.preventDefault();
  }

  #go(option, event) {
    if (!option) return;
    event.preventDefault();
    this.dialog.close();
    const href = option.dataset.href ?? option.getAttribute("href");
    if (option.hasAttribute("data-sheet")) document.querySelector("sheet-dialog")?.open(href);
    else location.href = href;
  }
}

customElements.define("command-palette", CommandPalette);
