// <board-call id="board-call-7" data-first hidden> stands beside the tiles. When the stream puts a new one in its place, the page
// fetches its tiles again: many boards hear the same call, so they spread over two seconds, and none asks more often than every five.

const SPREAD = 2000;
const AT_MOST_EVERY = 5000;
let waiting = 0;
let last = 0;

async function fetchTiles() {
  waiting = 0;
  last = Date.now();
  await globalThis.htmx?.ajax("GET", location.href, { target: "#tiles", select: "#tiles", swap: "outerMorph" });
}

class BoardCall extends HTMLElement {
  connectedCallback() {
    if (this.dataset.first !== undefined) return;
    const soonest = Math.max(0, last + AT_MOST_EVERY - Date.now());
    waiting ||= setTimeout(fetchTiles, soonest + Math.random() * SPREAD);
  }
}

customElements.define("board-call", BoardCall);
