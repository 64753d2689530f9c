// A voice note: the first press of the button starts it, the second ends it. Five minutes at most.

const LONGEST = 5 * 60 * 1000;
let stop = null;

/** Record until the button is pressed again. Gives { file, seconds }, undefined for the press that ends; fails without a microphone. */
export async function record(button, label) {
  if (stop) return void stop();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const pieces = [];
  const began = Date.now();
  const named = button.getAttribute("aria-label");
  stop = () => recorder.state === "recording" && recorder.stop();
  button.classList.add("is-recording");
  button.setAttribute("aria-label", label);
  button.setAttribute("aria-pressed", "true");
  const timer = setTimeout(stop, LONGEST);
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  recorder.start();
  await new Promise((ended) => recorder.addEventListener("stop", ended, { once: true }));
  clearTimeout(timer);
  stop = null;
  for (const track of stream.getTracks()) track.stop();
  button.classList.remove("is-recording");
  button.setAttribute("aria-label", named);
  button.removeAttribute("aria-pressed");
  const type = recorder.mimeType.split(";")[0] || "audio/webm";
  const ending = { "audio/mp4": "m4a", "audio/ogg": "ogg" }[type] ?? "webm";
  const file = new File(pieces, `voice-${new Date(began).toISOString().slice(0, 16).replace(/[T:]/g, "-")}.${ending}`, { type });
  return { file, seconds: Math.max(1, Math.round((Date.now() - began) / 1000)) };
}
