// <sheet-dialog> holds one <dialog class="sheet">. A link with data-sheet opens its page's fragment in it; without script it is a plain link.

class SheetDialog extends HTMLElement {
  #opener = null;

  get dialog() {
    return this.querySelector("dialog");
  }

  connectedCallback() {
    document.addEventListener("click", this.#click);
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog || event.target.closest("[data-sheet-close]")) this.dialog.close();
    });
    this.dialog.addEventListener("close", () => this.#closed());
    // A form that is done answers with nothing (204): what it changed arrives by the stream.
    this.dialog.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
      if (ctx.response.status === 204 && !ctx.hx?.redirect) this.dialog.close();
    });
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#click);
  }

  #click = (event) => {
    const link = event.target.closest?.("a[data-sheet]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open(link.href, link);
  };

  async open(href, opener) {
    this.#opener = opener;
    opener?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(href, { headers: { "HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "dialog#sheet" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      this.#show(await answer.text());
    } catch {
      location.href = href;
    } finally {
      opener?.removeAttribute("aria-busy");
    }
  }

  #show(html) {
    this.dialog.innerHTML = html;
    globalThis.htmx?.process(this.dialog);
    if (!this.dialog.open) this.dialog.showModal();
    const first = this.dialog.querySelector("[autofocus]");
    first?.focus();
    if (first?.select && !matchMedia("(pointer: coarse)").matches) first.select();
  }

  // The row that opened the sheet may have been replaced by the stream meanwhile: find it again by its address.
  #closed() {
    this.dialog.replaceChildren();
    const opener = this.#opener?.isConnected ? this.#opener : document.querySelector(`a[data-sheet][href="${this.#opener?.getAttribute("href")}"]`);
    opener?.focus();
    this.#opener = null;
  }
}

customElements.define("sheet-dialog", SheetDialog);
