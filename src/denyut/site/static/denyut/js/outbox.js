// What was written and is not sent yet, kept in this browser in its order. Each message is a key of its own, so that two tabs never lose one
// another's; the lock lets one tab send at a time, and the message's own key makes sending it twice count once.

import { post } from "./outbox-post.js";

const viewer = document.documentElement.dataset.viewer ?? "0";
const SPACE = `denyut-outbox-${viewer}:`;
const LOCK = `denyut-outbox-${viewer}`;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;
// How much trouble a message may make before it is set aside.
const PATIENCE = 20;
const channel = globalThis.BroadcastChannel ? new BroadcastChannel(LOCK) : null;
const listeners = new Set();

let counted = 0;
let wait = FIRST_WAIT;
let retry = 0;

channel?.addEventListener("message", ({ data }) => tell(data));

/** Hear what becomes of messages: `{ kind: "changed" | "sent" | "refused" | "stuck", item, html, reason }`. Returns how to stop. */
export function onOutbox(hear) {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

/** Keep a message: `{ key, room, action, pairs }`, the form's names and values. Throws where the browser keeps nothing more. */
export function keep(message) {
  const place = `${SPACE}${String(Date.now()).padStart(15, "0")}-${String((counted += 1)).padStart(6, "0")}-${message.key}`;
  const item = { ...message, place, state: "waiting", at: new Date().toISOString() };
  localStorage.setItem(place, JSON.stringify(item));
  announce({ kind: "changed", item });
  return item;
}

/** Messages of a room (of all without one), oldest first. */
export function kept(room) {
  const places = Object.keys(localStorage).filter((name) => name.startsWith(SPACE)).sort();
  return places.map((place) => JSON.parse(localStorage.getItem(place))).filter((item) => item && (!room || item.room === room));
}

/** Send a message again that was set aside. */
export function again(place) {
  const item = JSON.parse(localStorage.getItem(place) ?? "null");
  if (!item) return;
  localStorage.setItem(place, JSON.stringify({ ...item, tries: 0, state: "waiting" }));
  announce({ kind: "changed", item });
  flush();
}

/** Let go of a message. */
export function drop(place) {
  const item = JSON.parse(localStorage.getItem(place) ?? "null");
  localStorage.removeItem(place);
  if (item) announce({ kind: "changed", item });
}

/** Send what waits, in its order, until nothing does or the server cannot be reached. */
export async function flush() {
  clearTimeout(retry);
  if (navigator.locks) await navigator.locks.request(LOCK, sendAll);
  else await sendAll();
}

async function sendAll() {
  for (let item = next(); item; item = next()) {
    const answer = await post(item);
    if (answer === null) return later();
    if (answer.trouble && !tires(item, answer.trouble)) return later();
    wait = FIRST_WAIT;
    if (answer.trouble) {
      announce({ kind: "stuck", item });
    } else if (answer.isDone) {
      localStorage.removeItem(item.place);
      announce({ kind: "sent", item, html: answer.html });
    } else {
      localStorage.setItem(item.place, JSON.stringify({ ...item, state: "refused", reason: answer.reason }));
      announce({ kind: "refused", item, reason: answer.reason });
    }
  }
}

// A server that fails at one message must not keep all others waiting: after some tries it is set aside, to be sent again by hand.
function tires(item, trouble) {
  const tries = (item.tries ?? 0) + trouble;
  const isTired = tries >= PATIENCE;
  localStorage.setItem(item.place, JSON.stringify({ ...item, tries, state: isTired ? "stuck" : "waiting" }));
  return isTired;
}

function next() {
  return kept().find((item) => item.state === "waiting");
}

function later() {
  announce({ kind: "changed" });
  const pause = wait * (0.75 + Math.random() / 2);
  wait = Math.min(wait * 2, LONGEST_WAIT);
  retry = setTimeout(flush, pause);
}

function announce(news) {
  tell(news);
  channel?.postMessage(news);
}

function tell(news) {
  for (const hear of listeners) hear(news);
}

addEventListener("online", () => flush());
document.addEventListener("live:state", ({ detail }) => detail.state === "on" && next() && flush());
if (next()) flush();
