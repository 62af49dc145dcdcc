// What every page has: menus that close, keys, and times in the reader's own time zone. All of it is an extra.

// Menus are <details>; a press elsewhere or Escape closes what is open.
function closeMenus(but) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(but)) menu.open = false;
  }
}

document.addEventListener("pointerdown", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = [...document.querySelectorAll("details.menu[open]")].filter((menu) => menu.contains(event.target)).pop();
  closeMenus(open?.parentElement);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// Single keys, which can be turned off: speech input may type them by accident (WCAG 2.1.4).
const OFF = "shortcuts-off";
const help = document.getElementById("shortcuts");
const on = document.getElementById("shortcuts-on");

if (help) {
  on.checked = localStorage.getItem(OFF) === null;
  on.addEventListener("change", () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "")));
  document.addEventListener("keydown", press);
}

function press(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "?") {
    event.preventDefault();
    help.showModal();
    return;
  }
  if (!on.checked || !/^[a-z/]$/.test(event.key)) return;
  const target = document.querySelector(`[aria-keyshortcuts="${event.key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("a, button")) target.click();
  else target.focus();
}

// The server knows no time zone of its readers and writes UTC.
const DAY = 24 * 60 * 60 * 1000;

function tellTimes(within) {
  const today = new Date().setHours(0, 0, 0, 0);
  const language = document.documentElement.lang;
  for (const time of within.querySelectorAll("time[datetime][title]")) {
    const moment = new Date(time.dateTime);
    const day = new Date(moment).setHours(0, 0, 0, 0);
    const clock = moment.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const year = moment.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
    const date = moment.toLocaleDateString(`${language}-GB`, { day: "numeric", month: "short", year });
    const isYesterday = day < today && today - day <= DAY + DAY / 12;
    time.textContent = day === today ? `Today, ${clock}` : isYesterday ? "Yesterday" : date;
    time.title = moment.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  }
}

tellTimes(document);
document.addEventListener("htmx:afterSwap", (event) => tellTimes(event.target));
