// What native dialogs do not do by themselves: open when they arrive with an htmx answer
// (data-open-now), close when the server says so (HX-Trigger: "close-dialog"), and, in browsers
// without invoker commands, react to command="show-modal" and command="close".

const arrived = (root) => {
  for (const dialog of root.querySelectorAll("dialog[data-open-now]")) {
    delete dialog.dataset.openNow;
    if (!dialog.open) dialog.showModal();
  }
};

arrived(document);
document.addEventListener("htmx:afterSwap", (event) => arrived(event.target.parentNode ?? document));
document.addEventListener("close-dialog", () => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
});

if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (!(dialog instanceof HTMLDialogElement)) return;
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    if (button.getAttribute("command") === "close") dialog.close();
  });
}

if (!("closedBy" in HTMLDialogElement.prototype)) {
  document.addEventListener("click", (event) => {
    const dialog = event.target;
    if (dialog instanceof HTMLDialogElement && dialog.getAttribute("closedby") === "any") {
      dialog.close();
    }
  });
}
