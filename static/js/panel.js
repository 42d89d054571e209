// The side panel: a link with data-panel opens its page beside the present one. The address bar
// follows, so that reloading gives the page itself; Back closes the panel again. Without this
// module, or with Ctrl held, such a link is a link.

const panel = document.getElementById("panel");

if (panel) {
  const body = panel.querySelector("#panel-body");
  const pageLink = panel.querySelector("[data-panel-page]");
  let home = { url: location.href, title: document.title };
  let opener = null;

  const load = async (url) => {
    pageLink.href = url;
    panel.setAttribute("aria-busy", "true");
    await window.htmx.ajax("GET", url, { target: body, swap: "innerHTML show:none" });
    panel.removeAttribute("aria-busy");
  };

  const open = async (url, { push }) => {
    const wasHidden = panel.hidden;
    if (wasHidden && push) home = { url: location.href, title: document.title };
    if (push) {
      const state = { panel: url };
      if (wasHidden) history.pushState(state, "", url);
      else history.replaceState(state, "", url);
    }
    await load(url);
    panel.hidden = false;
    panel.scrollTop = 0;
    if (wasHidden) panel.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("panel:open", { detail: { url } }));
  };

  const hide = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    body.replaceChildren();
    document.title = home.title;
    opener?.focus();
    document.dispatchEvent(new CustomEvent("panel:close"));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-panel]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    open(link.href, { push: true });
  });

  panel.addEventListener("click", (event) => {
    if (!event.target.closest("[data-panel-close]")) return;
    if (history.state?.panel) history.back();
    else hide();
  });

  // Going back to the page under the panel; htmx would load that page anew.
  window.addEventListener(
    "popstate",
    (event) => {
      if (event.state?.panel) {
        open(event.state.panel, { push: false });
      } else if (location.href === home.url) {
        event.stopImmediatePropagation();
        hide();
      }
    },
    { capture: true },
  );
}
