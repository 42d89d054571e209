// Proposes the browser's own time zone where none was chosen.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const select of document.querySelectorAll("select[data-time-zone]")) {
  const isKnown = [...select.options].some((option) => option.value === zone);
  if (!select.value && isKnown) select.value = zone;
}
