// j and k walk over the rows of a list (links with data-row); Enter opens, as links do.

const rows = () => [...document.querySelectorAll("a[data-row]")];
let latest = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches("a[data-row]")) latest = event.target;
});

document.getElementById("row-keys")?.addEventListener("click", (event) => {
  const step = Number(event.target.dataset.rowGo);
  const all = rows();
  const at = all.indexOf(latest);
  const next = at < 0 ? all[0] : all[at + step];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  // With the panel open, walking over the rows reads one after the other.
  if (next.matches("[data-panel]") && document.getElementById("panel")?.hidden === false) {
    next.click();
  }
});
