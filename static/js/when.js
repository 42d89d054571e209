// Keeps "5 minutes ago" true while a page stays open. The server wrote the first words; this
// module speaks for the last day only, older ones do not change while somebody looks.

const language = document.documentElement.lang || undefined;
const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

function refresh() {
  for (const element of document.querySelectorAll("time.when:not(.short)")) {
    if (!element.dateTime.includes("T")) continue;
    const seconds = (Date.parse(element.dateTime) - Date.now()) / 1000;
    const distance = Math.abs(seconds);
    if (distance < MINUTE || distance >= DAY) continue;
    const [size, unit] = distance < HOUR ? [MINUTE, "minute"] : [HOUR, "hour"];
    element.textContent = words.format(Math.trunc(seconds / size), unit);
  }
}

setInterval(() => {
  if (!document.hidden) refresh();
}, MINUTE * 1000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
