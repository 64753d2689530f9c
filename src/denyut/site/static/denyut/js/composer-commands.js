// Commands while they are typed: which fit, which argument comes next, what it means, and an example.

const WORD = /"[^"]*"?|“[^”]*”?|\S+/g;

export class CommandHelp {
  #commands;

  constructor(composer, commands) {
    this.composer = composer;
    this.place = composer.querySelector("[data-command-help]");
    this.#commands = commands;
  }

  /** The commands that begin as the text does, as offers of the list. */
  offers(text) {
    if (!/^\/\S*$/.test(text)) return [];
    const fitting = this.#commands.filter(({ usage }) => usage.toLowerCase().startsWith(text.toLowerCase()));
    return fitting.map(({ usage, about }) => ({ put: usage.split(" ")[0], title: usage, hint: about, mark: "/" }));
  }

  /** Say what comes next in the command that stands in the field. */
  show() {
    const text = this.composer.field.value;
    const command = this.#commands.find(({ name }) => text.toLowerCase().startsWith(`/${name.toLowerCase()} `));
    this.place.hidden = !command;
    if (command) this.place.replaceChildren(...this.#pieces(command, text));
  }

  #pieces(command, text) {
    const words = text.match(WORD) ?? [];
    const isOpen = /\s$/.test(text);
    const at = Math.max(0, words.length - 1 - (isOpen ? 0 : 1));
    const loose = command.arguments.filter(({ isNamed }) => !isNamed);
    const current = loose[Math.min(at, loose.length - 1)];
    const names = command.arguments.map((argument) => this.#name(argument, argument === current));
    const line = make("span", "composer__usage", `/${command.name} `);
    for (const name of names) line.append(name, " ");
    const meaning = current && make("span", "composer__meaning", [current.meaning || command.about, this.#need(current)].filter(Boolean).join(" · "));
    const example = make("span", "composer__example", `${this.composer.getAttribute("example")} `);
    example.append(make("code", "", command.example));
    return [line, meaning, example].filter(Boolean);
  }

  #name({ name, isNeeded, isNamed }, isCurrent) {
    return make(isCurrent ? "b" : "span", isNeeded ? "" : "faint", isNamed ? `${name}=…` : name);
  }

  #need({ isNeeded }) {
    return this.composer.getAttribute(isNeeded ? "needed" : "optional");
  }
}

function make(tag, className, textContent) {
  return Object.assign(document.createElement(tag), { className, textContent });
}
