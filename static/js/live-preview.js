// The whole page of a posting beside its editor, from what stands in the forms, saved or not.
// Without this script the same link leads to a page with what is stored.

const pane = document.getElementById("live-preview");
const frame = pane?.querySelector("iframe");
const status = pane?.querySelector("[role=status]");
const opener = document.querySelector("[data-live-preview]");

// All sections in one request. Pictures are uploaded by their own button, so files stay here.
const typed = () => {
  const all = new FormData();
  for (const form of document.querySelectorAll(".editor-sections form[data-unsaved]")) {
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "do" && name !== "seen") all.append(name, value);
    }
  }
  all.set("whole", "1");
  return all;
};

let running = null;
const refresh = async () => {
  if (!pane || pane.hidden) return;
  running?.abort();
  running = new AbortController();
  try {
    const headers = { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content };
    const answer = await fetch(opener.href, { method: "POST", body: typed(), headers, signal: running.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const place = frame.contentWindow?.scrollY ?? 0;
    const text = await answer.text();
    frame.addEventListener("load", () => settle(place), { once: true });
    frame.srcdoc = text;
    status.textContent = "";
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = pane.dataset.failed;
  }
};

// One looks at the page and goes nowhere from it, except to other places in it.
const settle = (place) => {
  const page = frame.contentDocument;
  frame.contentWindow.scrollTo(0, place);
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    if (link.hash && link.pathname === location.pathname) page.querySelector(link.hash)?.scrollIntoView();
  });
};

let waiting = 0;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 500);
};

const show = (wanted) => {
  pane.hidden = !wanted;
  opener.setAttribute("aria-expanded", String(wanted));
  if (wanted) refresh();
};

if (pane && opener) {
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", pane.id);
  opener.setAttribute("role", "button");
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(pane.hidden);
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    opener.click();
  });
  pane.querySelector("[data-close]").addEventListener("click", () => {
    show(false);
    opener.focus();
  });
  document.addEventListener("input", soon);
  document.addEventListener("htmx:afterSwap", soon);
}
