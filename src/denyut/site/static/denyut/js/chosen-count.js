// <chosen-count within=".closing-goals"> tells how many boxes are ticked around it. Without script it keeps the number the page was drawn with.

class ChosenCount extends HTMLElement {
  #around = null;
  #watcher = new MutationObserver(() => this.#count());

  connectedCallback() {
    this.#around = this.closest(this.getAttribute("within"));
    this.#around?.addEventListener("change", this.#count);
    // A card that was scored meanwhile takes its boxes along.
    if (this.#around) this.#watcher.observe(this.#around, { childList: true, subtree: true });
    this.#count();
  }

  disconnectedCallback() {
    this.#around?.removeEventListener("change", this.#count);
    this.#watcher.disconnect();
  }

  #count = () => {
    const number = String(this.#around?.querySelectorAll("input[type=checkbox]:checked").length ?? "");
    if (this.textContent !== number) this.textContent = number;
  };
}

customElements.define("chosen-count", ChosenCount);
