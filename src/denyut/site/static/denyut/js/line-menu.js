// <line-menu> opens what can be done with a line, and does it: its menu, the emoji, quoting, copying its address, showing all of a long one.
// One stands on a room's page and one in the sheet of a thread, for a sheet makes what is outside it unreachable.

import { copyAddress, post, quote, say, showWhole } from "./line-deeds.js";
import { applyFrame } from "./live-apply.js";

const FOCUSABLE = "a[href], button:not([disabled])";

class LineMenu extends HTMLElement {
  connectedCallback() {
    this.menu = this.querySelector("[data-menu]");
    this.picker = this.querySelector("[data-picker]");
    this.leaving = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.leaving.signal });
    on(document, "click", (event) => this.#clicked(event));
    on(document, "contextmenu", (event) => this.#held(event));
    on(document, "line:edit", (event) => this.#edit(event));
    on(this, "submit", (event) => this.#submitted(event));
    on(this, "keydown", (event) => this.#pressed(event));
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  // Lines in a sheet belong to the menu in it, all others to the page's own.
  #isMine(element) {
    return element && element.closest("dialog") === this.closest("dialog");
  }

  #clicked(event) {
    const element = event.target.closest?.("[data-opens], [data-react], [data-quote-line], [data-copy-link], a[data-whole], .line-menu a[data-sheet]");
    if (!this.#isMine(element)) return;
    const line = element.closest(".line");
    if (line) this.line = line;
    const { opens, react, quoteLine, copyLink, whole } = element.dataset;
    if (opens === "menu") this.#open(element);
    else if (opens === "picker") this.#show(this.picker, line ? element : this.#place());
    else if (react) this.#post("react/", { emoji: react });
    else if (quoteLine !== undefined) quote(this.line);
    else if (copyLink !== undefined) copyAddress(this.line).then(() => say(this.getAttribute("copied")), () => say(this.getAttribute("failed"), "error"));
    else if (whole !== undefined) {
      event.preventDefault();
      showWhole(element);
    }
    if (!opens && !line) this.#close();
  }

  // A finger that rests on a line.
  #held(event) {
    const line = event.target.closest?.(".line");
    if (event.pointerType !== "touch" || !this.#isMine(line) || event.target.closest("a, button")) return;
    event.preventDefault();
    this.line = line;
    this.#open(this.#place());
  }

  #place() {
    return this.line?.querySelector("[data-opens=menu]");
  }

  async #open(button) {
    const answer = await fetch(`${this.line.dataset.url}menu/`).catch(() => null);
    if (!answer?.ok || answer.redirected) return say(this.getAttribute("failed"), "error");
    this.menu.innerHTML = await answer.text();
    this.#show(this.menu, button);
  }

  #show(popover, source) {
    this.#close();
    popover.showPopover({ source });
    popover.querySelector(FOCUSABLE)?.focus();
  }

  #close() {
    for (const popover of [this.menu, this.picker]) if (popover.matches(":popover-open")) popover.hidePopover();
  }

  #edit(event) {
    const line = event.detail.element;
    if (!this.#isMine(line)) return;
    event.preventDefault();
    document.querySelector("sheet-dialog")?.open(`${line.dataset.url}edit/`, null);
  }

  #submitted(event) {
    event.preventDefault();
    const { target: form, submitter } = event;
    // What cannot be undone is asked twice.
    if (submitter?.dataset.sure) {
      submitter.lastChild.textContent = submitter.dataset.sure;
      delete submitter.dataset.sure;
      return;
    }
    if (form.dataset.lineForm === "unread") this.line.closest("room-lines")?.removeAttribute("read-url");
    this.#close();
    this.#post(form.getAttribute("action").replace(this.line.dataset.url, ""), Object.fromEntries(new FormData(form)));
  }

  async #post(what, fields) {
    const answer = await post(this.line.dataset.url + what, { ...fields, csrfmiddlewaretoken: this.querySelector("input[name=csrfmiddlewaretoken]").value });
    if (answer.ok) applyFrame(answer.html, new Set());
    else say(answer.reason || this.getAttribute("failed"), "error");
  }

  #pressed(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const all = [...(event.target.closest("[popover]")?.querySelectorAll(FOCUSABLE) ?? [])];
    if (!step || !all.length) return;
    event.preventDefault();
    all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
  }
}

customElements.define("line-menu", LineMenu);
