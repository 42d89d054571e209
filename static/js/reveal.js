// A button beside each password field that shows what was typed: one field is then enough.
// Without scripts the field works as it is.
for (const field of document.querySelectorAll("input[data-show]")) {
  const { show, hide } = field.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  const frame = document.createElement("div");
  frame.className = "reveal";
  field.before(frame);
  frame.append(field, button);

  const reveal = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? hide : show;
    button.setAttribute("aria-label", `${button.textContent}: ${field.labels[0]?.textContent.trim()}`);
  };
  button.addEventListener("click", () => reveal(field.type === "password"));
  // A password left readable would be offered to autocompletion as ordinary text.
  field.form?.addEventListener("submit", () => reveal(false));
  reveal(false);
}
