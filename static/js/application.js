// An application on the page or in the panel follows what dialogs, menus and undo do to it.

document.addEventListener("application-changed", ({ detail }) => {
  const shown = document.getElementById("application");
  if (shown?.dataset.application !== String(detail.id)) return;
  window.htmx.ajax("GET", shown.dataset.url, {
    target: "#application",
    swap: "outerHTML show:none",
  });
});
