// Rows of a form change places: by dragging their handle, with Alt and an arrow key from anywhere in
// a row, or with an arrow key on the handle. The numbers in the names of the inputs follow, because
// the server reads the rows in their order. Without scripts the buttons of each row do it.

const EDGE = 64; // pixels at the top and bottom of the window where it scrolls along
const STEP = 12;
let drag = null;

const rowsOf = (list) => [...list.children].filter((item) => item.matches(".editor-row"));
// "questions-rows-3-label" has the row's number last but one; what is typed may hold digits as well.
const NUMBERED = /^((?:id_)?[\w-]*?-rows-)\d+(-)/;
const ATTRIBUTES = ["name", "id", "for", "aria-describedby", "aria-labelledby", "list"];

function renumber(list) {
  const rows = rowsOf(list);
  rows.forEach((row, number) => {
    for (const attribute of ATTRIBUTES) {
      for (const element of row.querySelectorAll(`[${attribute}]`)) {
        const words = element.getAttribute(attribute).split(" ");
        const changed = words.map((word) => word.replace(NUMBERED, `$1${number}$2`));
        element.setAttribute(attribute, changed.join(" "));
      }
    }
    for (const button of row.querySelectorAll('button[name="do"]')) {
      button.value = button.value.replace(/:\d+$/, `:${number}`);
      button.removeAttribute("autofocus");
      if (button.value.startsWith("up:")) button.disabled = number === 0;
      if (button.value.startsWith("down:")) button.disabled = number === rows.length - 1;
    }
    sayNumber(row, number + 1);
  });
}

// "Question 3", "Move row 3 up": the words carry the number that people see.
function sayNumber(row, number) {
  const legend = row.querySelector("legend");
  if (legend) legend.textContent = legend.textContent.replace(/\d+(?=\D*$)/, number);
  for (const element of row.querySelectorAll(".editor-row-tools [aria-label]")) {
    const label = element.getAttribute("aria-label").replace(/\d+/, number);
    element.setAttribute("aria-label", label);
  }
}

// Typed values live in the elements and move with them; radio buttons must not share a name on the
// way, or the browser unticks one of them.
function keepTicks(list, change) {
  const ticked = [...list.querySelectorAll("input[type=radio]:checked")];
  change();
  for (const radio of ticked) radio.checked = true;
}

function settle(list, row, before) {
  const rows = rowsOf(list);
  if (rows.indexOf(row) === before) return;
  keepTicks(list, () => renumber(list));
  row.dispatchEvent(new Event("input", { bubbles: true })); // there is something to save
  const said = list.parentElement.querySelector("[data-moved]");
  if (!said) return;
  const place = rows.indexOf(row) + 1;
  said.textContent = said.dataset.moved.replace("{place}", place).replace("{all}", rows.length);
}

function move(row, step) {
  const list = row.parentElement;
  const rows = rowsOf(list);
  const from = rows.indexOf(row);
  const other = rows[from + step];
  if (!other) return;
  const focused = document.activeElement;
  if (step < 0) other.before(row);
  else other.after(row);
  settle(list, row, from);
  if (row.contains(focused)) focused.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const row = event.target.closest?.(".editor-row");
  if (!step || !row || row.closest("fieldset[disabled]")) return;
  const onHandle = event.target.matches(".row-handle");
  // Alt and an arrow opens selects and calendars; there it stays what it is.
  const opens = event.target.matches("select, input[type=date], input[type=time]");
  if (!onHandle && (!event.altKey || opens)) return;
  event.preventDefault();
  move(row, step);
});

function begin(event) {
  const handle = event.target.closest?.(".row-handle");
  const row = handle?.closest(".editor-row");
  if (!row || event.button || drag || row.closest("fieldset[disabled]")) return;
  event.preventDefault();
  handle.focus();
  const list = row.parentElement;
  const from = rowsOf(list).indexOf(row);
  drag = { row, list, from, handle, pointer: event.pointerId, y: event.clientY };
  list.setPointerCapture(event.pointerId); // of what stays in its place
  row.classList.add("dragging");
  document.body.classList.add("is-dragging");
  drag.timer = setInterval(scrollAlong, 16);
}

function follow() {
  const { row, list, y } = drag;
  const over = rowsOf(list).find((other) => {
    const box = other.getBoundingClientRect();
    return other !== row && y >= box.top && y <= box.bottom;
  });
  if (!over) return;
  const box = over.getBoundingClientRect();
  const own = row.getBoundingClientRect();
  // A tall neighbour gives way only where the smaller row would lie under the hand afterwards.
  if (own.top < box.top && y > box.bottom - own.height) over.after(row);
  else if (own.top > box.top && y < box.top + own.height) over.before(row);
}

function scrollAlong() {
  if (drag.y < EDGE) window.scrollBy(0, -STEP);
  else if (drag.y > window.innerHeight - EDGE) window.scrollBy(0, STEP);
  follow();
}

function end({ keep }) {
  if (!drag) return;
  const { row, list, from, handle, timer } = drag;
  clearInterval(timer);
  drag = null;
  row.classList.remove("dragging");
  document.body.classList.remove("is-dragging");
  if (!keep) list.insertBefore(row, rowsOf(list).filter((other) => other !== row)[from] ?? null);
  settle(list, row, from);
  handle.focus({ preventScroll: true });
}

document.addEventListener("pointerdown", begin);
document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drag?.pointer) return;
  drag.y = event.clientY;
  follow();
});
document.addEventListener("pointerup", (event) => {
  if (event.pointerId === drag?.pointer) end({ keep: true });
});
document.addEventListener("pointercancel", () => end({ keep: false }));
window.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !drag) return;
    event.stopPropagation();
    end({ keep: false });
  },
  { capture: true },
);
