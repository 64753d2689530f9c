// <relative-time datetime="2026-01-31T08:00Z"> "3 hr. ago", kept true; format="clock" shows the time, "day" the date, in the reader's own zone.

const STEPS = [["year", 31557600], ["month", 2629800], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];
const language = `${document.documentElement.lang || "en"}-u-nu-latn`;
const ago = new Intl.RelativeTimeFormat(language, { numeric: "always", style: "long" });
// Only for the steps next to now: some languages name further days with words that nobody uses ("selumbari").
const near = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "long" });
const clock = new Intl.DateTimeFormat(language, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
const shown = new Set();

class RelativeTime extends HTMLElement {
  static observedAttributes = ["datetime"];

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
    const moment = new Date(this.getAttribute("datetime"));
    if (Number.isNaN(moment.getTime())) return;
    this.title = full.format(moment);
    const text = this.#words(moment);
    if (this.textContent !== text) this.textContent = text;
  }

  #words(moment) {
    const format = this.getAttribute("format");
    if (format === "clock") return clock.format(moment);
    if (format === "day") return day.format(moment);
    const seconds = (moment - Date.now()) / 1000;
    const step = STEPS.find(([, length]) => Math.abs(seconds) >= length);
    if (!step) return near.format(0, "minute");
    const steps = Math.trunc(seconds / step[1]);
    return (Math.abs(steps) > 1 ? ago : near).format(steps, step[0]);
  }
}

customElements.define("relative-time", RelativeTime);
setInterval(() => shown.forEach((element) => element.draw()), 30000);
