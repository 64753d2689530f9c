// <goal-map> around a scrolling sheet with one drawing: arrows walk from goal to goal, + − 0 zoom, branches open and fold in place.

import { PanZoom } from "./pan-zoom.js";

const STEP = 1.25, READABLE = 0.75;
const ZOOMS = { "+": STEP, "=": STEP, "-": 1 / STEP, in: STEP, out: 1 / STEP };
const FROM_LEFT = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "back", ArrowRight: "on" };
const FROM_RIGHT = { ...FROM_LEFT, ArrowLeft: "on", ArrowRight: "back" };

class GoalMap extends HTMLElement {
  #goal = null;
  #lit = [];

  connectedCallback() {
    this.sheet = this.querySelector(".stage__sheet");
    this.stage = new PanZoom(this.sheet);
    this.#adopt(this.getAttribute("start"));
    if (!this.stage.fit(READABLE) && this.hasAttribute("start")) {
      this.stage.zoom(READABLE);
      this.stage.show(this.#goal);
    }
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("dragstart", (event) => event.preventDefault());
    this.addEventListener("focusin", ({ target }) => this.#meet(target.closest(".goal")));
    this.addEventListener("pointerover", ({ target }) => this.#light(target.closest(".goal") ?? this.querySelector(".goal:focus")));
  }

  // One goal takes part in the tab order, the one visited last; the buttons of branches are left to pointers and the space bar.
  #adopt(id) {
    this.map = this.querySelector(".map");
    this.stage.adopt(this.map);
    for (const link of this.map.querySelectorAll(".goal, .fold")) link.setAttribute("tabindex", "-1");
    this.#goal = null;
    this.#meet((id && this.#find(id)) || this.map.querySelector(".goal"));
  }

  #find(id) {
    return this.map.querySelector(`#${id}`);
  }

  #meet(goal) {
    if (!goal) return;
    this.#goal?.setAttribute("tabindex", "-1");
    this.#goal = goal;
    goal.setAttribute("tabindex", "0");
    this.#light(goal.matches(":focus") ? goal : null);
  }

  // The lines of the goal that is looked at stand out.
  #light(goal) {
    for (const line of this.#lit) line.classList.remove("line--lit");
    this.#lit = goal ? [...this.map.querySelectorAll(`[data-ends~="${goal.id.slice(5)}"]`)] : [];
    for (const line of this.#lit) line.classList.add("line--lit");
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const goal = event.target.closest(".goal");
    if (ZOOMS[event.key]) this.stage.zoom(this.stage.scale * ZOOMS[event.key]);
    else if (event.key === "0") this.stage.fit();
    else if (!goal || !this.#walk(goal, event.key)) return;
    event.preventDefault();
  }

  #walk(goal, key) {
    const way = (this.matches(":dir(rtl)") ? FROM_RIGHT : FROM_LEFT)[key], family = goal.getAttribute("aria-expanded");
    const turns = (key === " " && family) || (way === "on" && family === "false");
    const edge = { Home: ".goal", End: ".goal:last-of-type" }[key];
    if (turns) this.#turn(this.#find(`fold-${goal.id.slice(5)}`));
    else if (edge) this.map.querySelector(edge).focus();
    else if (way) this.#find(`goal-${goal.dataset[way]}`)?.focus();
    return Boolean(turns || edge || way);
  }

  #click(event) {
    const zoom = event.target.closest("[data-zoom]")?.dataset.zoom, fold = event.target.closest(".fold");
    if (zoom === "fit") this.stage.fit();
    else if (zoom) this.stage.zoom(this.stage.scale * ZOOMS[zoom]);
    if (this.stage.hasMoved && event.detail) event.preventDefault();
    else if (fold && !(event.button || event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      this.#turn(fold);
    }
  }

  // The goal whose branch was turned stays in its place on the screen; everything else makes room.
  async #turn(fold) {
    const id = `goal-${fold.dataset.fold}`, href = fold.href.baseVal;
    fold.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(href, { headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const html = await answer.text(), before = this.#find(id).getBoundingClientRect();
      this.map.parentElement.innerHTML = html;
      this.#adopt(id);
      const after = this.#goal.getBoundingClientRect();
      this.sheet.scrollBy(after.x - before.x, after.y - before.y);
      this.#goal.focus({ preventScroll: true });
      history.replaceState(history.state, "", href);
    } catch {
      location.href = href;
    }
  }
}

customElements.define("goal-map", GoalMap);
