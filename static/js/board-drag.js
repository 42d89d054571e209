// Dragging cards with mouse, pen or finger. Fingers hold a card for a moment first, so that they
// can still scroll. The card itself stays where it is until it is dropped: a copy follows the hand.

const board = document.getElementById("board");
const FAR_ENOUGH = 6; // pixels, before a click becomes a drag
const HOLD_MS = 350;
const EDGE = 48; // pixels at the sides of the board where it scrolls along
let drag = null;

function begin() {
  const { card, x, y } = drag;
  const box = card.getBoundingClientRect();
  const ghost = card.cloneNode(true);
  ghost.removeAttribute("id");
  ghost.inert = true;
  ghost.className = "board-card board-ghost";
  ghost.style.inlineSize = `${box.width}px`;
  document.body.append(ghost);
  Object.assign(drag, { ghost, dx: x - box.left, dy: y - box.top });
  card.classList.add("dragging");
  document.body.classList.add("is-dragging");
  board.setPointerCapture(drag.pointer);
  follow(x, y);
}

function follow(x, y) {
  drag.ghost.style.transform = `translate(${x - drag.dx}px, ${y - drag.dy}px)`;
  const column = document.elementFromPoint(x, y)?.closest(".board-column") ?? null;
  if (column !== drag.column) {
    drag.column?.classList.remove("drop-target");
    column?.classList.add("drop-target");
    drag.column = column;
  }
  const box = board.getBoundingClientRect();
  if (x > box.right - EDGE) board.scrollBy({ left: 12 });
  if (x < box.left + EDGE) board.scrollBy({ left: -12 });
}

function end({ drop }) {
  if (!drag) return;
  const { card, column, ghost, hold } = drag;
  clearTimeout(hold);
  drag = null;
  if (!ghost) return;
  ghost.remove();
  card.classList.remove("dragging");
  column?.classList.remove("drop-target");
  document.body.classList.remove("is-dragging");
  // The button is still to come up over something: that is no click.
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
  if (!drop || !column) return;
  const detail = { id: card.dataset.id, to: column.dataset.stage };
  document.dispatchEvent(new CustomEvent("board:move", { detail }));
}

board.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".board-card");
  if (!card || event.button || event.target.closest("[data-card-menu]")) return;
  if (card.classList.contains("pending") || drag) return;
  const { pointerId: pointer, clientX: x, clientY: y } = event;
  drag = { card, pointer, x, y, column: null, ghost: null, isTouch: event.pointerType === "touch" };
  if (drag.isTouch) drag.hold = setTimeout(begin, HOLD_MS);
});

board.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drag?.pointer) return;
  const { clientX: x, clientY: y } = event;
  if (drag.ghost) return follow(x, y);
  if (Math.hypot(x - drag.x, y - drag.y) < FAR_ENOUGH) return;
  if (drag.isTouch) end({ drop: false }); // it scrolls
  else begin();
});

board.addEventListener("pointerup", (event) => {
  if (event.pointerId === drag?.pointer) end({ drop: true });
});
board.addEventListener("pointercancel", () => end({ drop: false }));
board.addEventListener("dragstart", (event) => event.preventDefault());
board.addEventListener("contextmenu", (event) => {
  if (drag?.isTouch) event.preventDefault();
});
// A held card goes along with the finger instead of the page.
board.addEventListener(
  "touchmove",
  (event) => {
    if (drag?.ghost) event.preventDefault();
  },
  { passive: false },
);
window.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !drag?.ghost) return;
    event.stopPropagation();
    end({ drop: false });
  },
  { capture: true },
);
