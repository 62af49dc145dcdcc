// What makes a section's form quicker; it works without.

const counts = (area) => {
  const told = document.querySelector(`[data-count-of="${CSS.escape(area.id)}"]`);
  if (told) {
    const number = (value) => Number(value).toLocaleString("en");
    told.textContent = `${number([...area.value].length)} of ${number(told.dataset.high)} characters`;
  }
};

document.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLTextAreaElement) counts(target);
});

// Enter in a picker's search box looks for what is typed, instead of going on to the next step.
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key !== "Enter" || !(target instanceof HTMLInputElement) || !target.dataset.find) return;
  event.preventDefault();
  target.form?.querySelector(`button[name="find"][value="${CSS.escape(target.dataset.find)}"]`)?.click();
});

// Line numbers beside a JSON text; the line at which it was no JSON is marked until the text changes.
const numbered = (area) => {
  const gutter = document.createElement("ol");
  gutter.className = "json-lines mono";
  gutter.setAttribute("aria-hidden", "true");
  const frame = document.createElement("div");
  frame.className = "json-frame";
  area.replaceWith(frame);
  frame.append(gutter, area);
  let bad = Number(area.dataset.badLine);
  const draw = () => {
    const lines = area.value.split("\n").length;
    gutter.replaceChildren(
      ...Array.from({ length: lines }, (_, place) => {
        const line = document.createElement("li");
        line.textContent = String(place + 1);
        if (place + 1 === bad) line.className = "bad";
        return line;
      }),
    );
    gutter.scrollTop = area.scrollTop;
  };
  area.addEventListener("input", () => {
    bad = 0;
    draw();
  });
  area.addEventListener("scroll", () => {
    gutter.scrollTop = area.scrollTop;
  });
  draw();
};

const begin = (part) => part.querySelectorAll("textarea[data-bad-line]:not(.json-frame > *)").forEach(numbered);

begin(document);
document.addEventListener("htmx:load", ({ target }) => begin(target));
