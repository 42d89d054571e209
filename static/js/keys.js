// Keyboard shortcuts, declared on the element that they stand for:
//   <a href="/reject" data-key="e" data-key-label="Reject">
// A key clicks its element, or focuses it if it is a field. "g h" means g, then h. Where several
// elements carry the same key, the one in the nearest data-key-scope around the focus wins, then
// one in the open panel, then the first on the page. Nothing happens while somebody types, and
// while a modal dialog or a menu with keys is open only its own keys count. An item of a menu can
// be reached while the menu is closed, unless it says data-key-when="open". "?" lists all of them.

const SEQUENCE_MS = 1200;
let earlier = "";
let timer = 0;

const isTyping = (element) =>
  element.isContentEditable ||
  element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

const isReachable = (element) => !element.disabled && element.checkVisibility();

// Buttons of closed popovers are not visible, yet their keys are meant to work.
const isOffered = (element) =>
  isReachable(element) ||
  (!element.disabled &&
    element.dataset.keyWhen !== "open" &&
    element.closest("[popover]:not(:popover-open)"));

function candidates() {
  const root =
    document.querySelector(":popover-open:has([data-key])") ??
    document.querySelector("dialog:modal") ??
    document;
  return [...root.querySelectorAll("[data-key]")].filter(isOffered);
}

function find(key) {
  const matching = candidates().filter((element) => element.dataset.key === key);
  const scope = document.activeElement?.closest("[data-key-scope]");
  return (
    matching.find((element) => scope?.contains(element)) ??
    matching.find((element) => element.closest(".side-panel")) ??
    matching[0]
  );
}

function trigger(element) {
  if (element.matches("input, select, textarea")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function forget() {
  earlier = "";
  clearTimeout(timer);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || isTyping(event.target)) return;
  // Native popovers and modal dialogs close themselves on Escape.
  if (event.key === "Escape" && document.querySelector(":popover-open, dialog:modal")) return;
  const sequence = earlier ? `${earlier} ${event.key}` : event.key;
  forget();
  const element = find(sequence);
  if (element) {
    event.preventDefault();
    trigger(element);
  } else if (candidates().some((other) => other.dataset.key.startsWith(`${sequence} `))) {
    earlier = sequence;
    timer = setTimeout(forget, SEQUENCE_MS);
  }
});

function describe(element) {
  const { key, keyLabel } = element.dataset;
  return [key, keyLabel ?? element.getAttribute("aria-label") ?? element.textContent.trim()];
}

function row(key, label, then) {
  const line = document.createElement("div");
  const term = document.createElement("dt");
  term.textContent = label;
  const keys = document.createElement("dd");
  key.split(" ").forEach((part, index) => {
    if (index) keys.append(` ${then} `);
    const cap = document.createElement("kbd");
    cap.textContent = part === "Escape" ? "Esc" : part;
    keys.append(cap);
  });
  line.append(term, keys);
  return line;
}

// The list is made when the dialog opens, because parts of the page come and go.
const list = document.querySelector("[data-key-list]");
list?.closest("dialog").addEventListener("beforetoggle", (event) => {
  if (event.newState !== "open") return;
  const known = new Map(candidates().map(describe));
  list.replaceChildren(...[...known].map(([key, label]) => row(key, label, list.dataset.then)));
});
