// <inbox-bell src="/inbox/bell/" viewer="3" events="/events" worker="…"> fetches the bell's count and the urgent calls that are open, then
// listens for what is meant for this reader alone. It looks again when the page is looked at again.

const LISTENS_FROM = "live-stream";
const SPREAD = 1500;

class InboxBell extends HTMLElement {
  #aside = new Set();
  #told = new Set();

  connectedCallback() {
    document.addEventListener("visibilitychange", this.#look);
    document.addEventListener("live:appended", this.#ring);
    document.addEventListener("live:marks", this.#nudged);
    document.addEventListener("click", this.#later);
    this.#fetch();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#look);
    document.removeEventListener("live:appended", this.#ring);
    document.removeEventListener("live:marks", this.#nudged);
    document.removeEventListener("click", this.#later);
    clearTimeout(this.timer);
  }

  // Whoever has to finish a sentence first puts a call aside on this page; it waits in the inbox, and on the next page.
  #later = ({ target }) => {
    const call = target.closest?.("[data-call-later]")?.closest(".call");
    if (call) this.#aside.add(call.id);
    call?.remove();
  };

  #look = () => {
    if (!document.hidden) this.#fetch();
  };

  // Many may be told of the same thing at once: their pages ask within two seconds, not all together.
  #nudged = ({ detail }) => {
    if (detail.topic !== `user:${this.getAttribute("viewer")}`) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#fetch(), Math.random() * SPREAD);
  };

  // A call that comes while the page is open makes the tab's title say so, until it is looked at.
  #ring = ({ detail }) => {
    if (!detail.element.classList?.contains("call")) return;
    if (!document.hidden) return this.#seen();
    const title = document.title;
    document.title = `● ${title}`;
    document.addEventListener("visibilitychange", () => (document.title = title), { once: true });
  };

  async #fetch() {
    const answer = await fetch(this.getAttribute("src")).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const { since, bell, calls } = await answer.json();
    const count = this.querySelector(".bell__count");
    if (count) count.outerHTML = bell;
    this.#show(calls);
    if (!this.querySelector(LISTENS_FROM)) this.#listen(since);
  }

  #show(calls) {
    const list = document.querySelector(".calls");
    list.replaceChildren();
    list.insertAdjacentHTML("beforeend", calls.join(""));
    for (const id of this.#aside) document.getElementById(id)?.remove();
    globalThis.htmx?.process(list);
    this.#seen();
  }

  // Whoever called learns that it stood on a screen; each call tells it once on a page.
  #seen() {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    for (const { dataset } of document.querySelectorAll(".calls [data-seen]")) {
      if (document.hidden || this.#told.has(dataset.seen)) continue;
      this.#told.add(dataset.seen);
      fetch(dataset.seen, { method: "POST", headers: { "X-CSRFToken": token, "HX-Request": "true" } }).catch(() => this.#told.delete(dataset.seen));
    }
  }

  #listen(since) {
    const stream = document.createElement(LISTENS_FROM);
    const words = { topics: `user:${this.getAttribute("viewer")}`, since, src: this.getAttribute("events"), worker: this.getAttribute("worker") };
    for (const [name, value] of Object.entries(words)) stream.setAttribute(name, value);
    this.append(stream);
  }
}

customElements.define("inbox-bell", InboxBell);
