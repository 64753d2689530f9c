// <live-stream topics="okr room:7" src="/events" since="1234" worker="…/live-worker.js"> keeps the page true.

import { applyFrame } from "./live-apply.js";
import { openLine } from "./live-line.js";

const LONGEST_JITTER = 2000;

class LiveStream extends HTMLElement {
  static observedAttributes = ["since", "topics"];
  #say = null;
  #seen = 0;
  #topics = new Set();
  #refresh = 0;

  connectedCallback() {
    this.#read();
    this.#say ??= openLine(this.getAttribute("worker"), (message) => this.#hear(message), () => this.#hello());
    this.#hello();
    addEventListener("pagehide", this.#bye);
    addEventListener("pageshow", this.#back);
  }

  disconnectedCallback() {
    this.#bye();
    removeEventListener("pagehide", this.#bye);
    removeEventListener("pageshow", this.#back);
  }

  // A refreshed page brings a newer `since`, perhaps other topics: greet the hub again from there.
  attributeChangedCallback(_name, before) {
    if (before === null || !this.#say) return;
    this.#read();
    this.#hello();
  }

  #read() {
    this.#seen = Number(this.getAttribute("since")) || 0;
    this.#topics = new Set((this.getAttribute("topics") ?? "").split(" ").filter(Boolean));
  }

  #hello() {
    if (!this.#say || !this.isConnected) return;
    this.#say({ kind: "hello", topics: [...this.#topics], since: this.#seen, src: this.getAttribute("src") });
  }

  #bye = () => this.#say?.({ kind: "bye" });

  #back = (event) => {
    if (event.persisted) this.#hello();
  };

  #hear({ kind, id, html, state, ...rest }) {
    if (kind === "state") this.#show(state);
    if (["state", "presence", "marks"].includes(kind)) this.dispatchEvent(new CustomEvent(`live:${kind}`, { bubbles: true, detail: { state, ...rest } }));
    if (kind === "reset" && this.dispatchEvent(new CustomEvent("live:reset", { bubbles: true, cancelable: true }))) this.#refreshSoon();
    if (kind === "closed") this.#askAgain();
    if (kind === "doubt") this.#lookAgain();
    if (kind !== "frame" || (id && id <= this.#seen)) return;
    this.#seen = Math.max(this.#seen, id);
    if (applyFrame(html, this.#topics)) this.#refreshSoon();
  }

  #show(state) {
    for (const element of document.querySelectorAll("[data-live-state]")) element.dataset.liveState = state;
  }

  // A right was taken: perhaps one that another page lived from. A page that is still there goes on; one that is not says so, or is left.
  async #askAgain() {
    const answer = await fetch(location.href).catch(() => null);
    if (!this.isConnected) return;
    if (answer?.ok && !answer.redirected) {
      this.#hello();
      return;
    }
    const detail = { status: answer?.status ?? 0 };
    if (this.dispatchEvent(new CustomEvent("live:gone", { bubbles: true, cancelable: true, detail }))) location.reload();
  }

  async #lookAgain() {
    const answer = await fetch(location.href).catch(() => null);
    if (answer && (!answer.ok || answer.redirected)) location.reload();
  }

  // Many pages may hear the same call: they spread over two seconds, and a page that was called twice fetches once.
  #refreshSoon() {
    this.#refresh ||= setTimeout(() => this.#fetchAgain(), Math.random() * LONGEST_JITTER);
  }

  async #fetchAgain() {
    this.#refresh = 0;
    const scroll = [scrollX, scrollY];
    await globalThis.htmx?.ajax("GET", location.href, { target: "#main", select: "#main", swap: "outerMorph" });
    scrollTo(...scroll);
  }
}

customElements.define("live-stream", LiveStream);
