// <count-down until="2026-01-31T08:00Z" over="…"> shows the minutes and seconds that are left, then says that they are over.

const shown = new Set();

class CountDown extends HTMLElement {
  static observedAttributes = ["until"];

  connectedCallback() {
    shown.add(this);
    this.draw();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.draw();
  }

  draw() {
    const left = Math.ceil((new Date(this.getAttribute("until")) - Date.now()) / 1000);
    if (Number.isNaN(left)) return;
    this.toggleAttribute("data-over", left <= 0);
    const text = left <= 0 ? this.getAttribute("over") : `${Math.trunc(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (this.textContent !== text) this.textContent = text;
  }
}

customElements.define("count-down", CountDown);
setInterval(() => shown.forEach((element) => element.draw()), 1000);
