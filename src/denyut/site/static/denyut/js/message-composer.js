// <message-composer draft="room-7" room="7"> around a form with one textarea: Enter sends, Shift+Enter breaks the line. Text is kept as a draft
// and sent through the outbox: nothing is lost without a connection. What was typed before this script came counts as well.

import { CommandHelp } from "./composer-commands.js";
import { dropDraft, draftOf, keepDraft } from "./composer-drafts.js";
import { Markup } from "./composer-markup.js";
import { Quote } from "./composer-quote.js";
import { Suggestions } from "./composer-suggestions.js";
import { editLastLine } from "./last-line.js";
import { applyFrame } from "./live-apply.js";
import { drop, flush, keep, onOutbox } from "./outbox.js";

class MessageComposer extends HTMLElement {
  #sent = new Set();

  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.querySelector("textarea");
    this.refusal = this.querySelector("[data-refusal-here]");
    this.leaving = new AbortController();
    const data = this.querySelector("script[type='application/json']") ?? document.querySelector("message-composer script[type='application/json']");
    this.help = new CommandHelp(this, JSON.parse(data?.textContent || "[]"));
    this.suggestions = new Suggestions(this, this.help);
    this.markup = new Markup(this);
    this.quote = new Quote(this);
    this.field.value ||= draftOf(this.getAttribute("draft"));
    this.field.addEventListener("input", () => {
      this.refusal.hidden = true;
      this.changed();
    });
    this.field.addEventListener("keydown", (event) => this.#pressed(event));
    this.form.addEventListener("submit", (event) => this.#submitted(event));
    document.addEventListener("outbox:change", ({ detail }) => this.#takeBack(detail), { signal: this.leaving.signal });
    this.stop = onOutbox((news) => this.#heard(news));
    if (this.field.value && this.field === document.activeElement) addEventListener("load", () => this.changed(), { once: true });
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.stop();
  }

  /** After the text changed by whatever hand. */
  changed() {
    keepDraft(this.getAttribute("draft"), this.field.value);
    this.suggestions.ask();
    this.help.show();
    this.dispatchEvent(new CustomEvent("composer:typed", { bubbles: true, detail: { isEmpty: !this.field.value } }));
  }

  /** Put a text in and leave the caret at its end. */
  fill(text) {
    this.field.value = text;
    this.field.focus();
    this.changed();
  }

  #pressed(event) {
    if (event.isComposing || this.suggestions.pressed(event) || this.markup.pressed(event)) return;
    const isPhone = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !isPhone) this.form.requestSubmit();
    else if (event.key === "ArrowUp" && !this.field.value && !event.altKey) editLastLine(this);
    else return;
    event.preventDefault();
  }

  #submitted(event) {
    event.preventDefault();
    const pairs = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && name !== "key" && name !== "csrfmiddlewaretoken");
    const isEmpty = !this.field.value.trim() && !this.form.querySelector("[data-attached]");
    if (isEmpty || this.form.querySelector("[data-busy]")) return;
    const key = crypto.randomUUID();
    const action = new URL(this.form.action).pathname;
    this.#sent.add(key);
    try {
      keep({ key, room: this.getAttribute("room"), action, pairs });
    } catch {
      return this.#refuse(this.getAttribute("offline"));
    }
    this.#clear();
    flush();
  }

  #clear() {
    this.refusal.hidden = true;
    this.field.value = "";
    this.form.reset();
    dropDraft(this.getAttribute("draft"));
    this.changed();
    this.field.focus();
    this.dispatchEvent(new CustomEvent("composer:cleared", { bubbles: true }));
  }

  // The answer has the shape of a frame. What was refused comes back into the empty field; else it stays where the outbox shows it.
  #heard({ kind, item, html, reason }) {
    if (!item || !this.#sent.has(item.key)) return;
    if (kind === "sent") applyFrame(html, new Set());
    if (kind === "sent") this.dispatchEvent(new CustomEvent("composer:sent", { bubbles: true }));
    if (kind === "refused" && !this.field.value) {
      drop(item.place);
      this.#takeBack(item);
      this.#refuse(reason || this.getAttribute("failed"));
    }
    if (kind !== "changed") this.#sent.delete(item.key);
  }

  #takeBack({ room, pairs }) {
    const given = Object.fromEntries(pairs);
    if (room !== this.getAttribute("room") || (given.thread ?? "") !== (this.form.elements.thread?.value ?? "")) return;
    this.form.elements.must_confirm.checked = given.must_confirm !== undefined;
    this.fill(given.text ?? "");
    this.dispatchEvent(new CustomEvent("composer:restored", { bubbles: true, detail: { pairs } }));
  }

  #refuse(reason) {
    Object.assign(this.refusal, { textContent: reason, hidden: false });
  }
}

customElements.define("message-composer", MessageComposer);
