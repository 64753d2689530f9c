// <edit-clock> counts the seconds in which somebody works on the form in it: the page is looked at, and something was typed or moved
// within the last half minute. They go along in the field "seconds".

const STILL = 30000;

class EditClock extends HTMLElement {
  connectedCallback() {
    this.seconds = 0;
    this.last = 0;
    for (const name of ["input", "keydown", "pointermove", "scroll"]) document.addEventListener(name, () => (this.last = Date.now()), { passive: true });
    this.ticking = setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
  }

  tick() {
    if (document.hidden || Date.now() - this.last > STILL) return;
    this.seconds += 1;
    this.querySelector("input[name=seconds]").value = this.seconds;
  }
}

customElements.define("edit-clock", EditClock);
