// How a page reaches the hub: by SharedWorker, else through the tab that leads, else a hub of its own.

import { LiveHub } from "./live-hub.js";

const NAME = "denyut-live";

/** Connect; returns `say(message)`. `hear(message)` gets what the hub sends, `again()` is called when a new hub must be greeted. */
export function openLine(worker, hear, again) {
  if (globalThis.SharedWorker && worker) return byWorker(worker, hear);
  if (navigator.locks && globalThis.BroadcastChannel) return byLeader(hear, again);
  const hub = new LiveHub((_page, message) => hear(message));
  return (message) => hub.hear("here", message);
}

function byWorker(worker, hear) {
  const { port } = new SharedWorker(worker, { type: "module", name: NAME });
  port.onmessage = ({ data }) => hear(data);
  return (message) => port.postMessage(message);
}

function byLeader(hear, again) {
  const me = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const channel = new BroadcastChannel(NAME);
  let hub = null;

  channel.onmessage = ({ data }) => {
    if (data.from && hub) hub.hear(data.from, data.message);
    if (data.to === me) hear(data.message);
    if (data.call) again();
  };
  // The lock is held until the tab closes; then the next tab leads and asks everybody to say hello once more.
  navigator.locks.request(NAME, () => {
    hub = new LiveHub((page, message) => (page === me ? hear(message) : channel.postMessage({ to: page, message })));
    channel.postMessage({ call: true });
    again();
    return new Promise(() => {});
  });
  return (message) => (hub ? hub.hear(me, message) : channel.postMessage({ from: me, message }));
}
