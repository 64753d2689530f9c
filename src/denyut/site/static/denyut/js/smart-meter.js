// <smart-meter> stands inside a goal's form. Its button writes the suggested wording into the title and marks the first gap to fill in.

const GAP = "…";

class SmartMeter extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    // What is typed in here is no change of the goal: the form shall not measure it again.
    this.addEventListener("input", this);
    this.addEventListener("change", this);
  }

  handleEvent(event) {
    if (event.type !== "click") event.stopPropagation();
    else if (event.target.closest("[data-use]")) this.#use();
  }

  #use() {
    const title = this.closest("form")?.elements.namedItem("title");
    const wording = this.querySelector(".smart__wording")?.textContent.trim();
    if (!title || !wording) return;
    title.value = wording;
    title.focus();
    const gap = wording.indexOf(GAP);
    if (gap >= 0) title.setSelectionRange(gap, gap + GAP.length);
    title.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("smart-meter", SmartMeter);
