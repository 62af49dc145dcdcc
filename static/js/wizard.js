// The wizard with a script: it saves while people type, changes rows without leaving the page, and copies the command.

const form = () => document.querySelector("form[data-saves]");
let saving = Promise.resolve();
let under = 0;
let timer;

// Saved on leaving a field. One save at a time: each names the revision that the one before it made.
document.addEventListener("change", (event) => {
  if (!event.target.form?.matches("form[data-saves]") || event.target.type === "file") return;
  clearTimeout(timer);
  timer = setTimeout(save, 150);
});

function save() {
  clearTimeout(timer);
  timer = undefined;
  under += 1;
  saving = saving.then(async () => {
    await post(form(), { autosave: "1" }, { target: "#saved", swap: "outerHTML" });
    under -= 1;
  });
}

// However a request ends, or does not: nobody waits for it longer than this.
const PATIENCE = 5000;
const PATIENCE_OF_A_TEST = 15000;

function post(section, values, where, patience = PATIENCE) {
  const sent = htmx.ajax("POST", location.pathname + location.search, { source: section, values, ...where });
  return Promise.race([sent.catch(() => {}), new Promise((resolve) => setTimeout(resolve, patience))]);
}

// Whoever goes on while a save is under way waits for it: two revisions of one page would look like two tabs.
let leaving = false;
document.addEventListener("submit", (event) => {
  const section = event.target;
  if (!section.matches("form[data-saves]") || leaving) return;
  const button = event.submitter;
  const changes = button && ["add", "remove", "choose", "drop", "find", "test", "tools"].includes(button.name);
  clearTimeout(timer);
  timer = undefined;
  const stays = changes && !hasFile(section);
  if (!stays && !under) return;
  event.preventDefault();
  saving = saving.then(() => (stays ? change(section, button) : leave(section, button)));
});

// A form does not submit itself anew while its submit event is still on its way.
async function leave(section, button) {
  await new Promise((resolve) => setTimeout(resolve));
  leaving = true;
  if (button) section.requestSubmit(button);
  else section.requestSubmit();
  leaving = false;
}

function hasFile(section) {
  return [...section.querySelectorAll("input[type=file]")].some((input) => input.files.length);
}

// What stands beside the form tells of it too.
const BESIDE = ["aside", "ident", "steps", "steps-bar"].map((id) => `#${id}:innerHTML`).join(",");

async function change(section, button) {
  const { name, value } = button;
  const before = new Set([...document.querySelectorAll("#step [id]")].map((element) => element.id));
  button.setAttribute("aria-busy", "true");
  const patience = name === "test" ? PATIENCE_OF_A_TEST : PATIENCE;
  await post(section, { [name]: value }, { target: "#step", select: "#step", selectOOB: BESIDE, swap: "outerHTML" }, patience);
  const added = name === "add" && [...document.querySelectorAll("#step :is(input, textarea, select)[id]")];
  const next = added && added.find((element) => !before.has(element.id) && element.type !== "hidden");
  const field = value.split(":")[0];
  const again = document.querySelector(`#step button[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
  const place = next || again || document.getElementById(`id_${field.replace(/\.\d+$/, "")}`);
  open(place);
  place?.focus();
}

// Where a link of the summary leads may be folded away.
function open(element) {
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('.errors a[href^="#"]');
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  open(target);
  const input = target.matches("input, textarea, select, button") ? target : target.querySelector("input, textarea, select, button");
  (input || target).focus();
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copy]");
  if (!link || event.ctrlKey || event.metaKey || !navigator.clipboard) return;
  event.preventDefault();
  const words = link.querySelector("[role=status]");
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(String(answer.status));
    await navigator.clipboard.writeText(await answer.text());
    words.textContent = "Copied";
  } catch {
    location.assign(link.href);
  }
  setTimeout(() => (words.textContent = "Copy as cURL"), 4000);
});

// The server writes UTC.
function tellClocks() {
  for (const time of document.querySelectorAll("time[data-clock]")) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
}

document.addEventListener("htmx:afterSettle", tellClocks);
tellClocks();
document.querySelector(".errors")?.focus();
