// <room-frame room="7"> is a whole room. When its viewer may no longer read it, it says so and keeps nothing that was said on the screen.

class RoomFrame extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    document.addEventListener("live:gone", (event) => this.#gone(event), { signal: this.leaving.signal });
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  #gone(event) {
    if (event.detail.status !== 404) return;
    // Every stream of the page tells of it: the first one empties it.
    event.preventDefault();
    const words = this.querySelector("template[data-gone]");
    if (words) this.replaceChildren(words.content.cloneNode(true));
  }
}

customElements.define("room-frame", RoomFrame);
