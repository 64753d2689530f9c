// A review: <review-stage item="12"> leads every screen to the item that is up; <meeting-clock> counts up and shows when the time is over.

let shown = null;

class ReviewStage extends HTMLElement {
  connectedCallback() {
    const item = this.getAttribute("item");
    const leader = this.closest("[data-facilitator]")?.dataset.facilitator;
    document.querySelector(".review")?.toggleAttribute("data-leads", leader === document.documentElement.dataset.viewer);
    if (this.hasAttribute("closed") && shown !== null) return void location.reload();
    if (item === shown) return;
    const isFirst = shown === null;
    shown = item;
    for (const one of document.querySelectorAll(".item--current")) one.classList.remove("item--current");
    const up = item ? document.getElementById(`item-${item}`) : null;
    up?.classList.add("item--current");
    // Whoever is writing somewhere is not dragged away.
    if (up && !(document.activeElement?.matches("textarea, input") && !isFirst)) up.scrollIntoView({ behavior: isFirst ? "auto" : "smooth", block: "center" });
  }
}

class MeetingClock extends HTMLElement {
  connectedCallback() {
    this.tick();
    this.ticking = setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
  }

  tick() {
    const seconds = Math.max(0, Math.floor((Date.now() - new Date(this.getAttribute("since"))) / 1000)) + Number(this.getAttribute("spent"));
    const planned = Number(this.getAttribute("planned"));
    const words = `${clock(seconds)} / ${clock(planned)}`;
    if (this.textContent !== words) this.textContent = words;
    this.toggleAttribute("data-over", planned > 0 && seconds > planned);
  }
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// A form that was answered is empty again, and its caret stays for the next one.
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (form?.matches?.("form[data-clears]") && (ctx.response?.status ?? 500) < 300) form.reset();
});

customElements.define("review-stage", ReviewStage);
customElements.define("meeting-clock", MeetingClock);
