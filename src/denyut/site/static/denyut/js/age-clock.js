// <age-clock since="2026-01-31T08:00Z" amber="…" red="…"> "2 days, 4 hr": how long something has stood, turning amber and red at its moments.

const language = `${document.documentElement.lang || "en"}-u-nu-latn`;
const units = Object.fromEntries(
  ["day", "hour", "minute"].map((unit) => [unit, new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" })]),
);
const joined = new Intl.ListFormat(language, { type: "unit", style: "narrow" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
const MINUTE = 60000;
const shown = new Set();

class AgeClock extends HTMLElement {
  static observedAttributes = ["since", "amber", "red"];

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
    const since = new Date(this.getAttribute("since"));
    if (Number.isNaN(since.getTime())) return;
    const text = this.#words(Math.max(0, Math.floor((Date.now() - since) / MINUTE)));
    if (this.textContent !== text) this.textContent = text;
    this.title = full.format(since);
    const level = this.#level();
    this.dataset.level = level;
    // The row around it takes the colour too.
    const row = this.closest(".matter, .matter-card");
    if (row) row.dataset.level = level;
  }

  #words(minutes) {
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor((minutes % 1440) / 60);
    if (days > 0) return joined.format([units.day.format(days), units.hour.format(hours)]);
    return hours > 0 ? units.hour.format(hours) : units.minute.format(minutes);
  }

  #level() {
    const now = Date.now();
    if (now >= new Date(this.getAttribute("red")).getTime()) return "red";
    return now >= new Date(this.getAttribute("amber")).getTime() ? "amber" : "";
  }
}

customElements.define("age-clock", AgeClock);
setInterval(() => shown.forEach((element) => element.draw()), 30000);
