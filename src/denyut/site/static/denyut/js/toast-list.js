// <toast-list data-failed="…" data-offline="…" data-close="…"> says what just happened. The server speaks by HX-Trigger: {"toast": {"text": "…"}}.

const STAY = 6000;

class ToastList extends HTMLElement {
  connectedCallback() {
    document.addEventListener("toast", this.#told);
    document.addEventListener("htmx:response:error", this.#refused);
    document.addEventListener("htmx:error", this.#offline);
    for (const toast of this.querySelectorAll(".toast")) this.#arm(toast);
  }

  disconnectedCallback() {
    document.removeEventListener("toast", this.#told);
    document.removeEventListener("htmx:response:error", this.#refused);
    document.removeEventListener("htmx:error", this.#offline);
  }

  #told = ({ detail }) => this.say(detail.text ?? detail.value, detail.kind);

  // A form with faults comes back as a page (422) and explains itself; every other refusal carries its reason as plain text.
  #refused = ({ detail: { ctx } }) => {
    if (ctx.response.status === 422) return;
    const isPlain = ctx.response.headers.get("Content-Type")?.startsWith("text/plain");
    this.say((isPlain && ctx.text) || this.dataset.failed, "error");
  };

  #offline = ({ detail }) => {
    if (detail.ctx && !detail.ctx.response) this.say(this.dataset.offline, "error");
  };

  say(text, kind = "") {
    const toast = document.createElement("div");
    toast.className = kind ? `toast toast--${kind}` : "toast";
    toast.append(Object.assign(document.createElement("span"), { textContent: text, className: "grow" }));
    this.append(toast);
    this.#arm(toast);
  }

  #arm(toast) {
    const close = Object.assign(document.createElement("button"), { type: "button", className: "toast__close", textContent: "×" });
    close.setAttribute("aria-label", this.dataset.close);
    close.addEventListener("click", () => toast.remove());
    toast.append(close);
    setTimeout(() => toast.matches(":hover, :focus-within") || toast.remove(), STAY);
  }
}

customElements.define("toast-list", ToastList);
