// <draft-field src value shown version> is one field that several people may write at once. It saves itself when it is left.
// `value` is what is stored, in plain text; the stream changes it. What somebody is typing is never taken away: it is compared on the server.

const BLINK = 1600;

class DraftField extends HTMLElement {
  static observedAttributes = ["value"];
  #was = "";
  #showing = "";
  #saving = false;

  connectedCallback() {
    if (this.control) return;
    this.control = this.querySelector("input, select, textarea");
    this.note = this.querySelector(".draft-field__note");
    this.outline = this.closest("draft-outline");
    this.#was = this.getAttribute("value");
    this.#showing = this.control.value;
    const isLocked = this.outline?.dataset.locked !== undefined;
    this.control.toggleAttribute(this.control.tagName === "SELECT" ? "disabled" : "readonly", isLocked);
    this.control.addEventListener("change", () => this.save());
    for (const name of ["focus", "pointerdown"]) this.control.addEventListener(name, () => this.#offer());
    this.control.addEventListener("keydown", (event) => this.#press(event));
    this.note.addEventListener("click", (event) => this.#choose(event.target.closest("[data-keep]")));
  }

  // A title is one line, however many it takes on a phone: Enter ends it.
  #press(event) {
    if (event.key !== "Enter" || event.isComposing || this.control.dataset.line === undefined) return;
    event.preventDefault();
    this.save();
  }

  attributeChangedCallback() {
    if (this.control && !this.#saving) this.#hear();
  }

  get isUnsaved() {
    return this.#saving || this.control.value !== this.#showing;
  }

  // Written by somebody else: shown at once, or told to whoever is writing here.
  #hear() {
    const value = this.getAttribute("value");
    if (value === this.#was) return;
    if (!this.isUnsaved) return this.#take(value, this.getAttribute("shown"), BLINK);
    if (!this.note.querySelector("[data-keep]")) this.#say(this.outline.dataset.hint.replace("{value}", this.getAttribute("shown")), "hint");
  }

  #take(value, shown, blink = 0) {
    this.#was = value;
    if (this.control.tagName === "SELECT" && ![...this.control.options].some((option) => option.value === value)) this.control.add(new Option(shown, value));
    this.control.value = this.control.tagName === "SELECT" ? value : shown;
    this.#showing = this.control.value;
    if (!blink) return;
    this.classList.add("is-changed");
    setTimeout(() => this.classList.remove("is-changed"), blink);
  }

  async save() {
    if (this.#saving || !this.isUnsaved || this.outline.dataset.locked !== undefined) return;
    this.#saving = true;
    const sent = this.control.value;
    const answer = await this.outline.post(this.getAttribute("src"), { value: sent, was: this.#was });
    this.#saving = false;
    if (!answer) return this.#say(this.outline.dataset.offline, "hint");
    if (answer.ok) await this.#saved(await answer.json(), sent);
    else if (answer.status === 409 && answer.html.includes("data-keep")) this.#clash(answer.html);
    else this.#say(answer.reason, "wrong");
  }

  async #saved({ value, shown, version, note }, sent) {
    const isMine = this.control.value === sent;
    this.#was = value;
    if (isMine) this.#take(value, shown);
    this.#say(note || this.outline.dataset.saved, note ? "hint" : "saved");
    // The stream may have brought something newer while we waited; and whoever types fast has written on.
    if (Number(this.getAttribute("version")) > version) this.#hear();
    if (!isMine && document.activeElement !== this.control) await this.save();
  }

  #clash(html) {
    this.#say("", "clash");
    this.note.innerHTML = html;
  }

  #choose(button) {
    const clash = button?.closest("[data-theirs]");
    if (!clash) return;
    this.#say("");
    if (button.dataset.keep === "theirs") return this.#take(clash.dataset.theirs, clash.dataset.shown);
    this.#was = clash.dataset.theirs;
    this.save();
  }

  // The list of all colleagues stands in the page once; a field borrows it when somebody comes to choose.
  #offer() {
    const { choices } = this.control.dataset;
    if (!choices) return;
    const all = this.outline.querySelector(`template[data-${choices}]`).content.cloneNode(true);
    const chosen = this.control.selectedOptions[0];
    this.control.replaceChildren(all);
    if (![...this.control.options].some((option) => option.value === chosen.value)) this.control.prepend(chosen);
    this.control.value = chosen.value;
    delete this.control.dataset.choices;
  }

  #say(text, kind = "") {
    this.note.textContent = text;
    this.dataset.note = kind;
    if (kind === "wrong") this.control.setAttribute("aria-invalid", "true");
    else this.control.removeAttribute("aria-invalid");
    clearTimeout(this.fading);
    if (kind === "saved") this.fading = setTimeout(() => this.#say(""), BLINK);
  }
}

customElements.define("draft-field", DraftField);
