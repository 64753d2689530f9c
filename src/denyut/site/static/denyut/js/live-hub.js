// One EventSource for every page of a browser. It runs in the SharedWorker, or in the one tab that holds the lock.

const TOPICS = /data-topics="([^"]*)"/g;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

export class LiveHub {
  #send;
  #pages = new Map();
  #source = null;
  #open = new Set();
  #last = 0;
  #wait = FIRST_WAIT;
  #retry = 0;
  #state = "wait";

  /** `send(page, message)` hands a message to one page. */
  constructor(send) {
    this.#send = send;
  }

  hear(page, message) {
    if (message.kind === "hello") this.#welcome(page, message);
    if (message.kind === "bye") this.#forget(page);
  }

  #welcome(page, { topics, since, src }) {
    this.#pages.set(page, new Set(topics));
    this.src = src;
    this.#send(page, { kind: "state", state: this.#state });
    const isCovered = topics.every((topic) => this.#open.has(topic));
    // A page that was drawn before our last frame may have missed something that only it shows: ask again from its own past. One that
    // does not say when it was drawn hears what comes from now on.
    const from = since ?? this.#last;
    if (!this.#source || !isCovered || from < this.#last) this.#connect(this.#last ? Math.min(from, this.#last) : from);
  }

  #forget(page) {
    this.#pages.delete(page);
    if (this.#pages.size === 0) this.#close();
  }

  #connect(since) {
    this.#close();
    this.#open = new Set([...this.#pages.values()].flatMap((topics) => [...topics]));
    if (this.#open.size === 0) return;
    const query = new URLSearchParams({ topics: [...this.#open].sort().join(","), ...(since ? { since: String(since) } : {}) });
    const source = new EventSource(`${this.src}?${query}`);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onmessage = (event) => this.#deliver(event);
    source.addEventListener("reset", (event) => this.#reset(event));
    source.addEventListener("closed", () => this.#stop());
    for (const kind of ["presence", "marks"]) source.addEventListener(kind, ({ data }) => this.#pass(kind, JSON.parse(data)));
    source.onerror = () => this.#failed(source, since);
  }

  #close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #opened() {
    this.#wait = FIRST_WAIT;
    this.#tell("on");
  }

  // A cut line is reopened by the browser itself, from the last id; a refusal is not, so we come back later and later.
  #failed(source, since) {
    this.#tell("wait");
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
    if (this.#wait >= LONGEST_WAIT) this.#doubt();
    const pause = this.#wait * (0.5 + Math.random());
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    this.#retry = setTimeout(() => this.#connect(this.#last || since), pause);
  }

  #deliver(event) {
    const id = Number(event.lastEventId) || 0;
    this.#last = Math.max(this.#last, id);
    const named = [...event.data.matchAll(TOPICS)].flatMap((match) => match[1].split(" "));
    for (const [page, topics] of this.#pages) {
      if (named.length === 0 || named.some((topic) => topics.has(topic))) this.#send(page, { kind: "frame", id, html: event.data });
    }
  }

  #pass(kind, { topic, ...words }) {
    for (const [page, topics] of this.#pages) {
      if (topics.has(topic)) this.#send(page, { kind, topic, ...words });
    }
  }

  #reset(event) {
    this.#last = Math.max(this.#last, Number(event.lastEventId) || 0);
    for (const page of this.#pages.keys()) this.#send(page, { kind: "reset" });
  }

  #stop() {
    const pages = [...this.#pages.keys()];
    this.#close();
    this.#pages.clear();
    for (const page of pages) this.#send(page, { kind: "closed" });
  }

  // Refused again and again: perhaps one page listens to what is no longer its reader's. Each page finds out for itself.
  #doubt() {
    this.#tell("off");
    for (const page of this.#pages.keys()) this.#send(page, { kind: "doubt" });
  }

  #tell(state) {
    this.#state = state;
    for (const page of this.#pages.keys()) this.#send(page, { kind: "state", state });
  }
}
