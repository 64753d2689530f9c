// <draft-outline> around the drafts of a set: sends what its forms and fields say, keeps the list in order, warns before words are lost.

class DraftOutline extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.addEventListener("submit", (event) => this.#submit(event), { signal });
    document.addEventListener("live:replaced", ({ target }) => target.matches("[data-order]") && this.#sort(target), { signal });
    document.addEventListener("live:state", ({ detail }) => detail.state === "on" && this.#saveAll(), { signal });
    addEventListener("beforeunload", (event) => this.#unsaved().length && event.preventDefault(), { signal });
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  /** Send words; null without a connection, else the answer with its `html` and `reason` when it is a refusal. */
  async post(url, words) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = { "X-CSRFToken": token, "HX-Request": "true" };
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams(words), headers }).catch(() => null);
    if (!answer || answer.ok) return answer;
    const html = await answer.text();
    const reason = html.includes("data-refusal=") ? new DOMParser().parseFromString(html, "text/html").querySelector("[data-refusal]")?.textContent : "";
    return { ok: false, status: answer.status, html, reason: reason || this.#toasts?.dataset.failed };
  }

  get #toasts() {
    return document.querySelector("toast-list");
  }

  async #submit(event) {
    const form = event.target.closest("[data-deed]");
    if (!form || form.dataset.busy) return;
    event.preventDefault();
    form.dataset.busy = "1";
    const answer = await this.post(form.action, new FormData(form, event.submitter));
    delete form.dataset.busy;
    if (!answer?.ok) return this.#toasts?.say(answer ? answer.reason : this.dataset.offline, "error");
    if (answer.redirected) return location.assign(answer.url);
    form.reset();
    // What it changed arrives by the stream; where there is none, the page is fetched.
    if (document.querySelector("[data-live-state]")?.dataset.liveState !== "on") location.reload();
  }

  #sort({ id, dataset }) {
    const list = document.getElementById(id.replace("-order", "-list"));
    const wanted = dataset.order.split(" ").map((number) => document.getElementById(`draft-objective-${number}`)).filter((goal) => goal?.parentElement === list);
    const end = [...list.children].findLast((goal) => wanted.includes(goal))?.nextElementSibling ?? null;
    // From the last one on, each before the one that follows it.
    for (let at = wanted.length - 1; at >= 0; at -= 1) {
      const next = wanted[at + 1] ?? end;
      if (wanted[at].nextElementSibling === next) continue;
      if (list.moveBefore) list.moveBefore(wanted[at], next);
      else list.insertBefore(wanted[at], next);
    }
  }

  #unsaved() {
    return [...this.querySelectorAll("draft-field")].filter((field) => field.isUnsaved);
  }

  #saveAll() {
    for (const field of this.#unsaved()) if (!field.contains(document.activeElement)) field.save();
  }
}

customElements.define("draft-outline", DraftOutline);
