// Proposes the browser's own time zone where none was chosen.
const select = document.querySelector("select[data-time-zone]");
if (select && !select.value) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
}
