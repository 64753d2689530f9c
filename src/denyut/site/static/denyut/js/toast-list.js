// <toast-list data-failed="…" data-offline="…" data-close="…"> says what just happened, and why something was refused.

const STAY = 6000;

class ToastList extends HTMLElement {
  connectedCallback() {
    document.addEventListener("htmx:after:request", this.#answered);
    document.addEventListener("htmx:error", this.#offline);
    for (const toast of this.querySelectorAll(".toast")) this.#arm(toast);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:after:request", this.#answered);
    document.removeEventListener("htmx:error", this.#offline);
  }

  // A refusal is one sentence. It must not take the place of the form: it is shown in it, or here, and what was typed stays.
  #answered = (event) => {
    const { ctx } = event.detail;
    const place = ctx.sourceElement.closest?.("form")?.querySelector("[data-refusal-here]");
    if (place) place.hidden = true;
    if (ctx.response.status < 400) return;
    const reason = this.#reason(ctx.text);
    if (!reason && ctx.response.status === 422) return;
    if (reason) event.preventDefault();
    if (reason && place) Object.assign(place, { textContent: reason, hidden: false });
    else this.say(reason || (ctx.response.status === 413 ? this.dataset.large : this.dataset.failed), "error");
  };

  #reason(html) {
    return html.includes("data-refusal=") ? new DOMParser().parseFromString(html, "text/html").querySelector("[data-refusal]")?.textContent : "";
  }

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
