// Puts cards where they belong. A "board:move" event moves a card at once and asks the server; what
// the server says stands: the card arrives, or it goes back with what somebody else did meanwhile.
// "application-changed" (a dialog, the panel or an undo changed it) fetches the card as it is now.

const board = document.getElementById("board");
const status = document.getElementById("board-status");
const columnOf = (stage) => document.getElementById(`column-${stage}`);
const cardOf = (id) => document.getElementById(`card-${id}`);
const say = (text, more = {}) =>
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, ...more } }));

function isLater(one, other) {
  const [[time, id], [otherTime, otherId]] = [one, other].map((order) =>
    order.split("-").map(Number),
  );
  return time > otherTime || (time === otherTime && id > otherId);
}

// Columns stand in order of arrival.
function place(card, column) {
  const list = column.querySelector("[data-cards]");
  const next = [...list.children].find(
    (other) =>
      other !== card &&
      (!other.matches(".board-card") || isLater(other.dataset.order, card.dataset.order)),
  );
  list.insertBefore(card, next ?? null);
}

function showEmptiness() {
  for (const column of board.querySelectorAll(".board-column")) {
    column.querySelector("[data-empty]").hidden = Boolean(column.querySelector(".board-card"));
  }
}

function add(stage, difference) {
  const count = columnOf(stage)?.querySelector("[data-count]");
  if (count) count.dataset.count = Number(count.dataset.count) + difference;
  if (count) count.textContent = number(count.dataset.count);
}

const number = (count) => Number(count).toLocaleString(document.documentElement.lang);

function setCounts(counts) {
  for (const column of board.querySelectorAll(".board-column")) {
    const count = column.querySelector("[data-count]");
    count.dataset.count = counts[column.dataset.stage] ?? 0;
    count.textContent = number(count.dataset.count);
  }
}

function fromHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

// Draws what the server says about one application; null when it has left the board.
function settle(data) {
  const before = cardOf(data.id);
  const hadFocus = before?.contains(document.activeElement);
  before?.remove();
  setCounts(data.counts);
  const column = data.stage && columnOf(data.stage);
  const card = column ? fromHtml(data.html) : null;
  if (card) place(card, column);
  showEmptiness();
  if (hadFocus) (card ?? board.querySelector(".board-card"))?.querySelector("a").focus();
  return card;
}

function showConflict(card, text) {
  card.classList.add("conflict");
  const words = document.createElement("p");
  words.className = "board-card-conflict";
  words.textContent = text;
  card.append(words);
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  status.textContent = text;
}

function putBack(card, from) {
  card.dataset.stage = from;
  card.classList.remove("pending");
  place(card, columnOf(from));
  showEmptiness();
}

async function ask(url, fields) {
  const headers = { Accept: "application/json", "HX-Request": "true" };
  if (!fields) return fetch(url, { headers });
  headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
  return fetch(url, { method: "POST", headers, body: new URLSearchParams(fields) });
}

const urlFor = (kind, id) => board.dataset[kind].replace("/0/", `/${id}/`);

async function move(card, to) {
  const { id, stage: from, version } = card.dataset;
  if (to === from || card.classList.contains("pending")) return;
  card.dataset.stage = to;
  card.classList.add("pending");
  place(card, columnOf(to));
  add(from, -1);
  add(to, 1);
  showEmptiness();
  const fields = { to_stage: to, from_stage: from, version };
  const response = await ask(urlFor("moveUrl", id), fields).catch(() => null);
  if (!response || ![200, 409, 422].includes(response.status)) {
    putBack(card, from);
    add(from, 1);
    add(to, -1);
    say(board.dataset.failed, { tone: "error" });
    return;
  }
  const data = await response.json();
  const settled = settle(data);
  if (response.ok) {
    settled?.classList.add("arrived");
    say(data.text, { undo_url: data.undo_url });
  } else if (settled) showConflict(settled, data.text);
  else say(data.text, { tone: "warning" });
}

document.addEventListener("board:move", ({ detail }) => {
  const card = cardOf(detail.id);
  if (card) move(card, String(detail.to));
});

// One after the other, so that an older answer never comes after a newer one.
let followed = Promise.resolve();
document.addEventListener("application-changed", ({ detail }) => {
  followed = followed.then(() => follow(detail.id)).catch(() => {});
});

async function follow(id) {
  const response = await ask(urlFor("cardUrl", id));
  if (response.ok) settle(await response.json())?.classList.add("arrived");
}

// Cards that were moved into a column before it was loaded that far would come twice.
board.addEventListener("htmx:afterSettle", () => {
  const seen = new Set();
  for (const card of [...board.querySelectorAll(".board-card")].reverse()) {
    if (seen.has(card.id)) card.remove();
    seen.add(card.id);
  }
});
