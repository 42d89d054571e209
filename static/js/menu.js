// Menus are native popovers; this adds what people expect of a menu: the focus goes to the first
// item, arrows move through the items, and choosing one closes it.

const items = (menu) =>
  [...menu.querySelectorAll("a[href], button")].filter((item) => item.checkVisibility());

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (event.newState === "open" && menu.matches(".menu")) items(menu)[0]?.focus();
  },
  { capture: true }, // toggle does not bubble
);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu:popover-open");
  if (!menu) return;
  const all = items(menu);
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all.at(next % all.length)?.focus();
});

document.addEventListener("click", (event) => {
  const menu = event.target.closest(".menu:popover-open");
  if (menu && event.target.closest("a, button")) menu.hidePopover();
});
