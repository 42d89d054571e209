// Forms with data-unsaved: say which of them hold something that is not saved yet, and ask before
// the page is left with it. The attribute data-unsaved-now carries the state, also from the server.

document.addEventListener("input", ({ target }) => {
  target.closest("form[data-unsaved]")?.setAttribute("data-unsaved-now", "");
});

let isSubmitting = false;
document.addEventListener("submit", ({ target, defaultPrevented }) => {
  // htmx prevents the browser's own submitting and stays on the page.
  isSubmitting = !defaultPrevented && target.matches("form[data-unsaved]");
});

window.addEventListener("beforeunload", (event) => {
  if (!isSubmitting && document.querySelector("form[data-unsaved-now]")) event.preventDefault();
});
