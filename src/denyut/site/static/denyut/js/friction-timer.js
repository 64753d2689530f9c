// Measures what our own flows cost people: from the first press until it is done, in seconds, presses and further pages. It is told as a
// count, without a name and without a word of what was written.

const FLOWS = [
  [/\/key-results\/\d+\/check-ins\/$/, "check_in_form"],
  [/\/suggestions\/\d+\/$/, "check_in_card"],
  [/\/tasks\/\d+\/state\/$/, "task_done"],
];
const KEPT = "friction";
const FORGOTTEN = 120_000;

let running = resumed();

document.addEventListener("pointerdown", pressed, { passive: true });
document.addEventListener("keydown", (event) => event.key === "Enter" && pressed(event));
document.addEventListener("input", ({ target }) => {
  if (target.closest?.("message-composer") && !running) running = begun("message");
});
document.addEventListener("submit", submitted, true);
document.addEventListener("htmx:after:request", ({ detail }) => {
  const answer = detail?.ctx?.response;
  const flow = flowOf(detail?.ctx?.request?.action);
  if (flow && running?.flow === flow && detail.ctx.request.method === "POST" && answer?.status < 300) told();
});
addEventListener("pagehide", () => {
  if (running) sessionStorage.setItem(KEPT, JSON.stringify(running));
});

function pressed({ target }) {
  const flow = flowAt(target);
  if (flow && running?.flow !== flow) running = begun(flow);
  if (running) running.presses += 1;
}

function submitted({ target }) {
  if (target.closest("message-composer")) {
    const text = target.querySelector("textarea")?.value.trim() ?? "";
    running ??= begun("message");
    running.flow = /^\/checkin\b/i.test(text) ? "check_in_chat" : "message";
    if (text) told();
  } else if (running && !target.hasAttribute("hx-post") && running.flow === flowOf(target.getAttribute("action"))) told();
}

function flowAt(target) {
  const near = target.closest?.("form, [hx-post], a[href]");
  return near ? flowOf(near.getAttribute("hx-post") ?? near.getAttribute("action") ?? near.getAttribute("href")) : undefined;
}

function flowOf(address) {
  if (!address) return undefined;
  const { pathname } = new URL(address, location.href);
  return FLOWS.find(([pattern]) => pattern.test(pathname))?.[1];
}

function begun(flow) {
  return { flow, at: Date.now(), presses: 0, pages: 0 };
}

function resumed() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  return kept && Date.now() - kept.at < FORGOTTEN ? { ...kept, pages: kept.pages + 1 } : undefined;
}

function told() {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  const { flow, at, presses, pages } = running;
  running = undefined;
  const seconds = (Date.now() - at) / 1000;
  const body = new URLSearchParams({ flow, seconds, presses, pages, csrfmiddlewaretoken: token });
  if (token && seconds * 1000 < FORGOTTEN * 5) navigator.sendBeacon("/benefits/friction/note/", body);
}
