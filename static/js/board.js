// The board under the hands: which card is meant, the keys that walk over the cards, and the menu
// of a card. Where a card should go is told to board-move.js by a "board:move" event.

const board = document.getElementById("board");
const menu = document.getElementById("card-menu");
let meant = null; // id of the card that was last under the focus, or under the menu

const cards = (column) => [...column.querySelectorAll(".board-card")];
const columns = () => [...board.querySelectorAll(".board-column")];
const linkOf = (card) => card.querySelector(".board-card-title > a");
const current = () =>
  document.activeElement.closest(".board-card") ??
  document.getElementById(`card-${meant}`) ??
  board.querySelector(".board-card");

function focusOn(card) {
  if (!card) return;
  linkOf(card).focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  // With the panel open, walking over the cards reads one after the other.
  if (!document.getElementById("panel").hidden) linkOf(card).click();
}

function beside(card, step) {
  const all = columns();
  const row = cards(card.closest(".board-column")).indexOf(card);
  for (let at = all.indexOf(card.closest(".board-column")) + step; all[at]; at += step) {
    const found = cards(all[at]);
    if (found.length) return found[Math.min(row, found.length - 1)];
  }
  return null;
}

function walk(direction) {
  const card = current();
  if (!card) return;
  // The first key only shows which card is meant.
  if (!card.contains(document.activeElement) && meant === null) return focusOn(card);
  const inColumn = cards(card.closest(".board-column"));
  const at = inColumn.indexOf(card);
  const target = {
    next: () => inColumn[at + 1],
    previous: () => inColumn[at - 1],
    left: () => beside(card, -1),
    right: () => beside(card, 1),
  }[direction]();
  focusOn(target);
}

function openMenu(card, anchor) {
  meant = card.dataset.id;
  for (const choice of menu.querySelectorAll("[data-to]")) {
    choice.hidden = choice.dataset.to === card.dataset.stage;
  }
  menu.showPopover({ source: anchor });
  // At once, not with the toggle event that comes later: fast fingers type the number already.
  menu.querySelector("[data-to]:not([hidden])")?.focus();
  if (CSS.supports("position-area: block-end")) return;
  const box = anchor.getBoundingClientRect();
  menu.style.insetBlockStart = `${Math.min(box.bottom, innerHeight - menu.offsetHeight - 8)}px`;
  menu.style.insetInlineStart = `${Math.min(box.left, innerWidth - menu.offsetWidth - 8)}px`;
}

const urlFor = (what, card) =>
  board.dataset[`${what}Url`].replace("/0/", `/${card.dataset.id}/`);

const move = (card, to) =>
  document.dispatchEvent(new CustomEvent("board:move", { detail: { id: card.dataset.id, to } }));

function act(what, card) {
  if (!card) return;
  if (what === "menu") openMenu(card, card.querySelector("[data-card-menu]"));
  if (what === "open") linkOf(card).click();
  if (what === "score") location.href = urlFor("score", card);
  if (what !== "reject" && what !== "hire") return;
  window.htmx.ajax("GET", urlFor(what, card), { target: "#dialog-slot", swap: "innerHTML" });
}

board.addEventListener("focusin", (event) => {
  meant = event.target.closest(".board-card")?.dataset.id ?? meant;
});

board.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-card-menu]");
  if (!opener || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  openMenu(opener.closest(".board-card"), opener);
});

menu.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-to], [data-do]");
  const card = document.getElementById(`card-${meant}`);
  if (!choice || !card) return;
  event.preventDefault();
  if (choice.dataset.to) move(card, choice.dataset.to);
  else act(choice.dataset.do, card);
});

// While the menu is open, the number of a stage chooses it.
menu.addEventListener("keydown", (event) => {
  const choice = [...menu.querySelectorAll("[data-to]")][Number(event.key) - 1];
  if (choice && !choice.hidden) choice.click();
});

document.getElementById("board-keys").addEventListener("click", (event) => {
  const { go, do: what } = event.target.dataset;
  if (go) walk(go);
  else act(what, current());
});

const ARROWS = { ArrowDown: "next", ArrowUp: "previous", ArrowLeft: "left", ArrowRight: "right" };
board.addEventListener("keydown", (event) => {
  if (!ARROWS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!event.target.closest(".board-card")) return;
  event.preventDefault();
  walk(document.dir === "rtl" ? mirrored(ARROWS[event.key]) : ARROWS[event.key]);
});

const mirrored = (way) => ({ left: "right", right: "left" })[way] ?? way;
