// An application on the page or in the panel follows what dialogs, menus and undo do to it.

let refreshed = Promise.resolve();

// One after the other: each fetch replaces the element that the next one has to find.
document.addEventListener("application-changed", ({ detail }) => {
  refreshed = refreshed.then(() => refresh(String(detail.id))).catch(() => {});
});

function refresh(id) {
  const shown = document.getElementById("application");
  if (shown?.dataset.application !== id) return null;
  return window.htmx.ajax("GET", shown.dataset.url, {
    source: shown,
    target: shown,
    swap: "outerHTML show:none",
  });
}
