// <message-composer draft="room-7"> around a form with one textarea: Enter sends, Shift+Enter breaks the line, "/" suggests commands.

import { applyFrame } from "./live-apply.js";

class MessageComposer extends HTMLElement {
  #commands = [];

  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.querySelector("textarea");
    this.list = this.querySelector("[role=listbox]");
    this.#commands = JSON.parse(this.querySelector("script[type='application/json']")?.textContent || "[]");
    this.form.elements.key.value = crypto.randomUUID();
    this.key = `denyut-draft-${this.getAttribute("draft")}`;
    this.field.value ||= localStorage.getItem(this.key) ?? "";
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#pressed(event));
    this.form.addEventListener("htmx:after:request", (event) => this.#answered(event.detail.ctx));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.#take(event.target.closest("[role=option]"));
    });
    this.field.addEventListener("blur", () => this.#suggest([]));
  }

  #typed() {
    if (this.field.value) localStorage.setItem(this.key, this.field.value);
    else localStorage.removeItem(this.key);
    const word = /^\/\S*$/.test(this.field.value) ? this.field.value.toLowerCase() : null;
    this.#suggest(word ? this.#commands.filter(({ usage }) => usage.toLowerCase().startsWith(word)) : []);
  }

  #suggest(commands) {
    this.list.replaceChildren(...commands.map((command, place) => this.#option(command, place)));
    this.list.hidden = commands.length === 0;
    this.#choose(0);
  }

  #option({ usage, about }, place) {
    const option = Object.assign(document.createElement("div"), { id: `command-${place}`, role: "option" });
    option.dataset.name = usage.split(" ")[0];
    const words = [["strong", usage], ["span", about]];
    option.append(...words.map(([tag, textContent]) => Object.assign(document.createElement(tag), { textContent })));
    option.lastElementChild.className = "faint small";
    return option;
  }

  #choose(place) {
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const chosen = this.list.children[place];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #pressed(event) {
    if (event.isComposing) return;
    const options = [...this.list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (options.length && step) this.#choose((at + step + options.length) % options.length);
    else if (options.length && (event.key === "Tab" || event.key === "Enter")) this.#take(options[at]);
    else if (options.length && event.key === "Escape") this.#suggest([]);
    else if (event.key === "Enter" && !event.shiftKey && !matchMedia("(pointer: coarse)").matches) this.#send();
    else return;
    event.preventDefault();
  }

  #take(option) {
    if (!option) return;
    this.field.value = `${option.dataset.name} `;
    this.#typed();
    this.field.focus();
  }

  #send() {
    if (this.field.value.trim()) this.form.requestSubmit();
  }

  // What was refused stays in the field, with its key, so that sending it again counts once. The answer has the shape of a frame.
  #answered(ctx) {
    if (ctx.response.status >= 400) return;
    applyFrame(ctx.text, new Set());
    this.form.elements.key.value = crypto.randomUUID();
    const sent = ctx.request.body?.get?.(this.field.name);
    if (sent === null || sent === undefined || this.field.value.replaceAll("\r\n", "\n") === sent.replaceAll("\r\n", "\n")) this.field.value = "";
    this.#typed();
    this.field.focus();
  }
}

customElements.define("message-composer", MessageComposer);
