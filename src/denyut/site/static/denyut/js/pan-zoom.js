// Moves and scales one drawing in a scrolling sheet: dragging scrolls, Ctrl + wheel and two fingers zoom about the place they point at.

const SMALLEST = 0.15, LARGEST = 2, SLACK = 4, REST = 200;

export class PanZoom {
  scale = 1;
  hasMoved = false;
  #from = null;
  #spread = 0;
  #wanted = null;
  #rest = 0;

  constructor(sheet) {
    this.sheet = sheet;
    sheet.addEventListener("pointerdown", (event) => this.#grab(event));
    sheet.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of ["pointerup", "pointercancel"]) sheet.addEventListener(end, () => (this.#from = null));
    sheet.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    sheet.addEventListener("touchmove", (event) => this.#pinch(event), { passive: false });
    sheet.addEventListener("touchend", () => (this.#spread = 0));
  }

  // A drawing that has come in place of another keeps the scale.
  adopt(drawing) {
    this.drawing = drawing;
    this.#resize();
  }

  // The point of the drawing that is at (x, y) of the window stays there; without one, the middle of the sheet does.
  zoom(scale, point) {
    const box = this.sheet.getBoundingClientRect(), before = this.drawing.getBoundingClientRect();
    const x = point?.x ?? box.x + box.width / 2, y = point?.y ?? box.y + box.height / 2;
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, scale));
    this.#stretch();
    this.#resize();
    const after = this.drawing.getBoundingClientRect(), grown = after.width / before.width;
    this.sheet.scrollBy(after.x - x + (x - before.x) * grown, after.y - y + (y - before.y) * grown);
  }

  // Brings a part of the drawing into the middle of the sheet, as far as it goes, without moving the page around it.
  show(part) {
    const box = this.sheet.getBoundingClientRect(), spot = part.getBoundingClientRect();
    this.sheet.scrollBy(spot.x + spot.width / 2 - box.x - box.width / 2, spot.y + spot.height / 2 - box.y - box.height / 2);
  }

  // Shows all of the drawing, unless that would make it smaller than `least`. Tells whether it did.
  fit(least = SMALLEST) {
    const { width, height } = this.drawing.viewBox.baseVal;
    const scale = Math.min(1, (this.sheet.clientWidth - SLACK) / width, (this.sheet.clientHeight - SLACK) / height);
    if (scale >= least) this.zoom(scale);
    return scale >= least;
  }

  // A transform, because another width would lay out every text of the drawing anew; the room around it gives the sheet its extent.
  #resize() {
    const { width, height } = this.drawing.viewBox.baseVal, { style } = this.drawing.parentElement;
    style.inlineSize = `${width * this.scale}px`;
    style.blockSize = `${height * this.scale}px`;
    this.drawing.style.scale = this.scale;
  }

  // While it grows the drawing is a picture that is only stretched; sharp again a moment after.
  #stretch() {
    this.drawing.style.willChange = "scale";
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.drawing.style.willChange = ""), REST);
  }

  // Many wheel and touch events come between two frames; one change for each frame is enough.
  #zoomSoon(factor, point) {
    if (!this.#wanted) requestAnimationFrame(() => {
      const { factor, point } = this.#wanted;
      this.#wanted = null;
      this.zoom(this.scale * factor, point);
    });
    this.#wanted = { factor: factor * (this.#wanted?.factor ?? 1), point };
  }

  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#zoomSoon(Math.exp(-event.deltaY / (event.deltaMode ? 12 : 400)), { x: event.clientX, y: event.clientY });
  }

  #pinch(event) {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    const [one, other] = event.touches;
    const spread = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    const middle = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
    if (this.#spread) this.#zoomSoon(spread / this.#spread, middle);
    this.#spread = spread;
  }

  #grab(event) {
    this.hasMoved = false;
    if (event.pointerType === "mouse" && event.button === 0) this.#from = { x: event.clientX, y: event.clientY };
  }

  // Captured only once it moves: a mouse that is pressed and let go in one place has clicked on a goal.
  #drag(event) {
    if (!this.#from) return;
    const x = this.#from.x - event.clientX, y = this.#from.y - event.clientY;
    if (!this.hasMoved && Math.hypot(x, y) < SLACK) return;
    if (!this.hasMoved) this.sheet.setPointerCapture(event.pointerId);
    this.hasMoved = true;
    this.sheet.scrollBy(x, y);
    this.#from = { x: event.clientX, y: event.clientY };
  }
}
