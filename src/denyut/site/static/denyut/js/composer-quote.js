// The line that a message answers to, shown above the field. A line's menu says "line:quote" with { id, author, text }.

export class Quote {
  constructor(composer) {
    this.composer = composer;
    this.box = composer.querySelector("[data-quote]");
    this.input = this.box.querySelector("input");
    document.addEventListener("line:quote", (event) => this.#asked(event), { signal: composer.leaving?.signal });
    this.box.querySelector("[data-quote-drop]").addEventListener("click", () => this.#show(null));
    composer.addEventListener("composer:cleared", () => this.#show(null));
  }

  // A thread beside the room has a composer of its own: each takes what is quoted where it stands.
  #asked({ target, detail }) {
    const thread = target.closest?.(".thread") ?? null;
    if (thread !== this.composer.closest(".thread")) return;
    this.#show(detail);
    this.composer.field.focus();
  }

  #show(line) {
    this.box.hidden = !line;
    Object.assign(this.input, { value: line?.id ?? "", disabled: !line });
    this.box.querySelector("[data-quote-author]").textContent = line?.author ?? "";
    this.box.querySelector("[data-quote-text]").textContent = line?.text ?? "";
  }
}
