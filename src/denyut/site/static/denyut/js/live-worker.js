// The SharedWorker: every tab is a port, the hub behind them holds the one stream.

import { LiveHub } from "./live-hub.js";

const hub = new LiveHub((port, message) => port.postMessage(message));

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => hub.hear(port, data);
};
