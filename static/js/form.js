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
