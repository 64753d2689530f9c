// <room-marks topics="user:3 room:7" src="/rooms/side/"> keeps the marks of unread rooms true on every page. It hears the lines of all the
// viewer's rooms as anybody in them does; only when seats change are the rooms themselves fetched anew.

import { markDrafts } from "./composer-drafts.js";
import { openLine } from "./live-line.js";
import "./people-chooser.js";
import { roomKeys } from "./room-keys.js";
import { addMark, clearMarks, showMarks } from "./side-marks.js";

const LINE = /^#room-(\d+)-lines$/;
const viewer = document.documentElement.dataset.viewer;
const channel = globalThis.BroadcastChannel ? new BroadcastChannel(`denyut-rooms-${viewer}`) : null;

class RoomMarks extends HTMLElement {
  #say = null;
  #seen = 0;

  connectedCallback() {
    this.page = document.title;
    this.leaving = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.leaving.signal });
    this.#say ??= openLine(this.getAttribute("worker"), (message) => this.#hear(message), () => this.#hello());
    this.#seen = Number(document.querySelector("live-stream")?.getAttribute("since")) || 0;
    this.#hello();
    on(window, "pagehide", () => this.#say({ kind: "bye" }));
    on(window, "pageshow", ({ persisted }) => persisted && this.#refresh());
    on(document, "visibilitychange", () => this.#readOpen());
    on(document, "keydown", (event) => roomKeys(event, this));
    for (const name of ["draft:changed", "outbox:change"]) on(document, name, () => markDrafts());
    on(window, "storage", () => markDrafts());
    channel?.addEventListener("message", ({ data }) => this.#clear(data.read), { signal: this.leaving.signal });
    markDrafts();
    this.#readOpen();
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.#say({ kind: "bye" });
  }

  /** Everything is read: on this page, and in the other tabs. */
  async readAll() {
    const token = this.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = { "X-CSRFToken": token, "HX-Request": "true" };
    const answer = await fetch(this.getAttribute("read-all"), { method: "POST", headers }).catch(() => null);
    if (!answer?.ok) return;
    this.#read("all");
    document.querySelector("toast-list")?.say(this.getAttribute("all-read"));
  }

  #hello() {
    const topics = this.getAttribute("topics").split(" ").filter(Boolean);
    this.#say?.({ kind: "hello", topics, since: this.#seen || null, src: this.getAttribute("events") });
  }

  #hear({ kind, id, html }) {
    if (kind === "closed" || kind === "reset") this.#refresh();
    if (kind !== "frame" || id <= this.#seen) return;
    this.#seen = id;
    if (html.includes("#side-stale-")) this.#refresh();
    const frame = document.createElement("template");
    frame.innerHTML = html;
    for (const piece of frame.content.querySelectorAll("template[data-append]")) {
      const room = LINE.exec(piece.dataset.append)?.[1];
      if (room) this.#said(room, piece.content.firstElementChild);
    }
  }

  #said(room, line) {
    const isRead = this.#open === room && !document.hidden;
    if (!line || line.dataset.owner === viewer || isRead) return;
    addMark(room, line);
    showMarks(this.page);
  }

  get #open() {
    return document.querySelector("room-frame")?.getAttribute("room") ?? null;
  }

  #readOpen() {
    if (document.hidden || !this.#open) return showMarks(this.page);
    this.#read(this.#open);
  }

  #read(room) {
    this.#clear(room);
    channel?.postMessage({ read: room });
  }

  #clear(room) {
    clearMarks(room);
    showMarks(this.page);
  }

  async #refresh() {
    const answer = await fetch(this.getAttribute("src")).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    this.innerHTML = await answer.text();
    const { topics, since } = this.querySelector("[data-topics]").dataset;
    this.setAttribute("topics", topics);
    this.#seen = Number(since);
    for (const item of this.querySelectorAll("[data-room]")) if (item.pathname === location.pathname) item.setAttribute("aria-current", "page");
    markDrafts();
    this.#hello();
    this.#readOpen();
  }
}

customElements.define("room-marks", RoomMarks);
