// <review-notes src saved offline theirs take keep> is a text that several people write at once. It saves itself; what others write arrives
// by the stream in .review-notes__told and is merged on the server. What somebody is typing is never taken away.

const PAUSE = 900;
const AGAIN = 5000;

class ReviewNotes extends HTMLElement {
  connectedCallback() {
    this.text = this.querySelector("textarea");
    this.note = this.querySelector(".review-notes__said");
    this.was = this.told.dataset.text;
    this.text.addEventListener("input", () => this.later(PAUSE));
    this.text.addEventListener("change", () => this.save());
    this.addEventListener("live:replaced", (event) => event.target === this.told && this.hear());
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  get told() {
    return this.querySelector(".review-notes__told");
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  hear() {
    const { text } = this.told.dataset;
    if (this.text.value === this.was) this.take(text);
    else if (!this.saving) this.later(0);
  }

  take(text) {
    const { selectionStart, selectionEnd } = this.text;
    this.was = text;
    if (this.text.value === text) return;
    this.text.value = text;
    if (document.activeElement === this.text) this.text.setSelectionRange(selectionStart, selectionEnd);
  }

  async save(was = this.was) {
    clearTimeout(this.timer);
    if (this.saving || this.text.value === this.was || this.querySelector("[data-clash]")) return;
    this.saving = true;
    const sent = this.text.value;
    const body = new URLSearchParams({ text: sent, was, csrfmiddlewaretoken: document.querySelector("[name=csrfmiddlewaretoken]").value });
    const answer = await fetch(this.getAttribute("src"), { method: "POST", body, headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    this.saving = false;
    if (!answer || answer.status >= 500) return this.say(this.getAttribute("offline")), this.later(AGAIN);
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) this.keep(said.text, sent);
    else if (answer.status === 409 && said.theirs !== undefined) this.clash(said);
    else this.say(said.reason ?? this.getAttribute("offline"));
  }

  keep(text, sent) {
    const hasMore = this.text.value !== sent;
    if (hasMore) this.was = sent === text ? text : sent;
    else this.take(text);
    this.say(this.getAttribute("saved"));
    if (hasMore) this.later(PAUSE);
  }

  clash({ reason, theirs }) {
    const choice = (name) => Object.assign(document.createElement("button"), { type: "button", className: "button button--small", textContent: this.getAttribute(name), onclick: () => this.choose(name, theirs) });
    const quote = Object.assign(document.createElement("span"), { textContent: `${this.getAttribute("theirs")} “${theirs}” `, dir: "auto" });
    quote.dataset.clash = "";
    this.note.replaceChildren(`${reason} `, quote, choice("take"), choice("keep"));
  }

  choose(name, theirs) {
    this.say("");
    if (name === "take") return this.take(theirs);
    this.was = theirs;
    this.save();
  }

  say(words) {
    this.note.textContent = words;
  }
}

customElements.define("review-notes", ReviewNotes);
