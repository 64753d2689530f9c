// What fits while somebody types: commands from the page, people, goals and emoji from the server. Arrows choose, Tab or Enter takes.

const PAUSE = 120;
const SIGN = /(?:^|[\s(])([@#:])((?:[^\s@#:][^@#:\n]{0,40})?)$/;
const LABEL = /(?:^|\s)([A-Za-z]{1,4}-\d{0,12})$/;

export class Suggestions {
  #asked = 0;
  #timer = 0;
  #token = null;
  #offers = [];
  #isWanted = false;

  constructor(composer, help) {
    this.composer = composer;
    this.help = help;
    this.list = composer.querySelector("[role=listbox]");
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.#take([...this.list.children].indexOf(event.target.closest("[role=option]")));
    });
    composer.field.addEventListener("blur", () => this.close());
    for (const button of composer.querySelectorAll("[data-type]")) button.addEventListener("click", () => this.#begin(button.dataset.type));
  }

  /** Look at what stands before the caret and offer what fits. */
  ask() {
    clearTimeout(this.#timer);
    const { value, selectionStart } = this.composer.field;
    const before = value.slice(0, selectionStart);
    const commands = this.help.offers(before);
    if (commands.length) return this.#show(commands, { start: 0, end: selectionStart });
    const token = this.#tokenIn(before);
    if (!token) return this.close();
    this.#timer = setTimeout(() => this.#fetch(token), PAUSE);
  }

  close() {
    this.#asked += 1;
    this.#isWanted = false;
    this.#show([], null);
  }

  /** Returns whether the key was for the list. */
  pressed(event) {
    if (!this.#offers.length) return false;
    const at = this.#offers.findIndex((_, place) => this.list.children[place]?.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) this.#choose((at + step + this.#offers.length) % this.#offers.length);
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) this.#take(at);
    else if (event.key === "Escape" && !event.shiftKey) this.close();
    else return false;
    event.preventDefault();
    return true;
  }

  #tokenIn(before) {
    const label = LABEL.exec(before);
    if (label) return { sign: "#", words: label[1], start: before.length - label[1].length, end: before.length };
    const found = SIGN.exec(before);
    if (!found) return null;
    const [, sign, words] = found;
    const isTooShort = sign === ":" && words.length < 2 && !this.#isWanted;
    if (isTooShort || (sign === ":" && /\W/.test(words)) || (sign === "#" && /^\d+$/.test(words))) return null;
    return { sign, words, start: before.length - words.length - 1, end: before.length };
  }

  async #fetch(token) {
    const turn = ++this.#asked;
    const query = new URLSearchParams({ sign: token.sign, q: token.words });
    const answer = await fetch(`${this.composer.getAttribute("suggestions")}?${query}`).catch(() => null);
    if (!answer?.ok || turn !== this.#asked) return;
    const { offers } = await answer.json();
    if (turn === this.#asked) this.#show(offers, token);
  }

  #show(offers, token) {
    [this.#offers, this.#token] = [offers, token];
    this.list.replaceChildren(...offers.map((offer, place) => this.#option(offer, place)));
    this.list.hidden = offers.length === 0;
    this.#choose(0);
  }

  #option({ title, hint, mark, hue }, place) {
    const option = make("div", "", "");
    Object.assign(option, { id: `${this.list.id}-${place}` }).setAttribute("role", "option");
    const isFace = hue !== null && hue !== undefined;
    const sign = make("span", isFace ? `avatar avatar--small avatar--h${hue}` : "composer__mark", mark);
    sign.setAttribute("aria-hidden", "true");
    option.append(sign, Object.assign(make("strong", "", title), { dir: "auto" }), make("span", "faint small", hint));
    return option;
  }

  #choose(place) {
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    const chosen = this.list.children[place];
    if (chosen) this.composer.field.setAttribute("aria-activedescendant", chosen.id);
    else this.composer.field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  #take(place) {
    const [offer, token] = [this.#offers[place], this.#token];
    if (!offer) return;
    this.close();
    this.composer.markup.insert(`${offer.put} `, token.start, token.end);
  }

  #begin(sign) {
    const { field } = this.composer;
    const isApart = /(^|\s)$/.test(field.value.slice(0, field.selectionStart));
    this.#isWanted = true;
    this.composer.markup.insert(isApart ? sign : ` ${sign}`, field.selectionStart, field.selectionEnd);
  }
}

function make(tag, className, textContent) {
  return Object.assign(document.createElement(tag), { className, textContent });
}
