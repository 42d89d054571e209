// Where a picture goes: to the place in a text where the keyboard was last. The server puts it in.

const TEXT = "textarea[data-takes-pictures]";
const counted = (text) => [...text].length; // as the server counts: an emoji is one

const remember = (text) => {
  const block = text.form?.querySelector("[data-insert-picture]");
  if (!block) return;
  block.querySelector("[name$='-target']").value = text.name;
  block.querySelector("[name$='-cursor']").value = counted(text.value.slice(0, text.selectionStart));
};

document.addEventListener("focusout", ({ target }) => {
  if (target.matches(TEXT)) remember(target);
});

// Goes on behind the picture that was just put in.
const goOn = (root) => {
  const text = root.querySelector?.(`${TEXT}[data-cursor]`);
  if (!text) return;
  const place = [...text.value].slice(0, Number(text.dataset.cursor)).join("").length;
  text.focus();
  text.setSelectionRange(place, place);
};
goOn(document);
document.addEventListener("htmx:load", ({ detail }) => goOn(detail.elt));

// A picture that is pasted or dropped into a text is chosen; its words are still asked for.
const choose = (text, files) => {
  const picture = [...files].find((file) => file.type.startsWith("image/"));
  const block = text.form?.querySelector("[data-insert-picture]");
  if (!picture || !block) return false;
  remember(text);
  const chosen = new DataTransfer();
  chosen.items.add(picture);
  block.querySelector("[name$='-file']").files = chosen.files;
  block.open = true;
  block.querySelector("[name$='-alt']").focus();
  return true;
};

document.addEventListener("paste", (event) => {
  if (!event.target.matches?.(TEXT)) return;
  if (choose(event.target, event.clipboardData?.files ?? [])) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!event.target.matches?.(TEXT)) return;
  if (choose(event.target, event.dataTransfer?.files ?? [])) event.preventDefault();
});
