// <composer-files src="/rooms/7/uploads/"> inside a composer's form: files by button, by dropping them on the composer, or pasted, and
// voice notes. Each goes up at once with a bar of its own; its number goes with the message. While one is on its way, sending waits.

import { record } from "./voice-note.js";

class ComposerFiles extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ul");
    this.refusal = this.querySelector(".refusal");
    this.chooser = this.querySelector("input[type=file]");
    this.composer = this.closest("message-composer");
    this.form = this.closest("form");
    this.chooser.addEventListener("change", () => {
      this.#take([...this.chooser.files]);
      this.chooser.value = "";
    });
    this.form.addEventListener("click", ({ target }) => {
      if (target.closest("[data-attach]")) this.chooser.click();
      const voice = target.closest("[data-voice]");
      if (voice) this.#speak(voice);
    });
    this.form.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) event.preventDefault();
      this.#take(files);
    });
    const ground = this.composer.closest(".room") ?? this.composer;
    ground.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      this.composer.classList.add("is-dropped-on");
    });
    ground.addEventListener("dragleave", () => this.composer.classList.remove("is-dropped-on"));
    ground.addEventListener("drop", (event) => {
      this.composer.classList.remove("is-dropped-on");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.#take([...event.dataTransfer.files]);
    });
    this.composer.addEventListener("composer:cleared", () => {
      this.list.replaceChildren();
      this.#settle();
    });
  }

  #take(files, seconds) {
    this.refusal.hidden = true;
    for (const file of files) this.#send(file, seconds);
  }

  // A request of the old kind: it alone tells how far an upload is.
  #send(file, seconds) {
    const item = this.#item(file);
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name || "picture.png");
    if (seconds) body.append("seconds", String(seconds));
    body.append("key", crypto.randomUUID());
    body.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    request.upload.addEventListener("progress", ({ loaded, total }) => (item.querySelector("progress").value = loaded / total));
    request.addEventListener("load", () => this.#answered(item, request));
    request.addEventListener("error", () => this.#refuse(item, this.getAttribute("failed")));
    item.querySelector("button").addEventListener("click", () => {
      request.abort();
      item.remove();
      this.#settle();
    });
    request.open("POST", this.getAttribute("src"));
    request.responseType = "json";
    request.send(body);
  }

  #item(file) {
    const item = Object.assign(document.createElement("li"), { className: "composer__file" });
    item.dataset.busy = "";
    const name = Object.assign(document.createElement("span"), { className: "files__name", dir: "auto", textContent: file.name });
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0, ariaLabel: this.getAttribute("progress") });
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet button--small", textContent: "×", ariaLabel: `${this.getAttribute("drop")}: ${file.name}` });
    item.append(name, bar, drop);
    this.list.append(item);
    this.#settle();
    return item;
  }

  #answered(item, request) {
    if (request.status !== 201) return this.#refuse(item, request.response?.reason ?? this.getAttribute("failed"));
    const { id, preview, size } = request.response;
    item.querySelector("progress").replaceWith(Object.assign(document.createElement("span"), { className: "small faint", textContent: size }));
    if (preview) item.prepend(Object.assign(new Image(), { src: preview, alt: "", className: "composer__picture" }));
    item.append(Object.assign(document.createElement("input"), { type: "hidden", name: "uploads", value: id }));
    delete item.dataset.busy;
    item.dataset.attached = "";
    this.#settle();
    this.composer.querySelector("textarea").focus();
  }

  #refuse(item, reason) {
    item.remove();
    Object.assign(this.refusal, { hidden: false, textContent: reason });
    this.#settle();
  }

  #settle() {
    this.list.hidden = this.list.children.length === 0;
  }

  async #speak(button) {
    const said = await record(button, this.getAttribute("recording")).catch(() => null);
    if (said) this.#take([said.file], said.seconds);
    else if (said === null) Object.assign(this.refusal, { hidden: false, textContent: this.getAttribute("silent") });
  }
}

customElements.define("composer-files", ComposerFiles);
