// Toasts: short confirmations with Undo. They come with the page (Django messages), with an htmx
// answer (HX-Trigger: {"toast": {...}}), or from another module as a "toast" event on the document.
// detail: { text, undo_url?, tone? }

const region = document.getElementById("toasts");
const live = region.querySelector("[role=status]");
const STAY_MS = 6000;
const STAY_WITH_UNDO_MS = 12000; // long enough to read, to regret and to reach the button
const KEEP = 3;

function button(text, className) {
  const element = document.createElement("button");
  element.className = className;
  element.textContent = text;
  return element;
}

function undoForm(url) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  form.setAttribute("hx-post", url);
  form.setAttribute("hx-swap", "none");
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const undo = button(region.dataset.undo, "link-button");
  undo.dataset.key = "z";
  undo.dataset.keyLabel = region.dataset.undo;
  form.append(token, undo);
  return form;
}

function closeButton() {
  const close = button("", "toast-close");
  close.type = "button";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", region.dataset.dismiss);
  close.append("×");
  return close;
}

function show({ text, undo_url: undoUrl = "", tone = "success" }) {
  const toast = document.createElement("div");
  toast.className = `toast ${tone}`;
  const words = document.createElement("p");
  words.textContent = text;
  toast.append(words);
  if (undoUrl) toast.append(undoForm(undoUrl));
  toast.append(closeButton());
  live.append(toast);
  window.htmx?.process(toast);
  while (live.children.length > KEEP) live.firstElementChild.remove();
  watch(toast);
}

// A toast leaves by itself, unless it tells of an error or somebody is at it.
function watch(toast) {
  if (toast.classList.contains("error")) return;
  const stay = toast.querySelector("form") ? STAY_WITH_UNDO_MS : STAY_MS;
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 2000);
    else toast.remove();
  };
  setTimeout(leave, stay);
}

live.addEventListener("click", (event) => {
  if (event.target.closest("button[data-dismiss]")) event.target.closest(".toast").remove();
});
live.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) event.target.closest(".toast")?.remove();
});
document.addEventListener("toast", (event) => show(event.detail));
for (const toast of live.children) watch(toast);
