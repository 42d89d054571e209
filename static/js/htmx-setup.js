// htmx requests: carry the CSRF token, and say it when one fails, without touching what was typed.

const region = document.getElementById("toasts");
const say = (text) =>
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone: "error" } }));

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  // The server has already put it better.
  if ((xhr.getResponseHeader("HX-Trigger") ?? "").includes('"toast"')) return;
  say(region.dataset.failed);
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => say(region.dataset.offline));
}

// Assistive technology hears that a part of the page is being replaced.
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  detail.target?.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  detail.target?.removeAttribute("aria-busy");
});
