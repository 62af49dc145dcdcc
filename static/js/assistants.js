// The list of assistants: how many are selected, and the rows between two presses. The form works without it.

function told(form) {
  const number = form.querySelectorAll("input[name=id]:checked").length;
  form.querySelector("[data-selected]").textContent = `${number} selected`;
}

let last = null;

document.addEventListener("click", (event) => {
  const box = event.target.closest(".picking input[name=id]");
  if (!box) return;
  const boxes = [...box.form.querySelectorAll("input[name=id]")];
  if (event.shiftKey && boxes.includes(last)) {
    const ends = [boxes.indexOf(last), boxes.indexOf(box)].sort((one, other) => one - other);
    for (const between of boxes.slice(ends[0], ends[1] + 1)) between.checked = box.checked;
  }
  last = box;
  told(box.form);
});

document.addEventListener("reset", (event) => {
  const form = event.target.closest(".picking");
  // Until the event is over the boxes are as they were.
  if (form) setTimeout(() => told(form));
});

// A browser that goes back remembers what was selected.
addEventListener("pageshow", () => {
  const form = document.querySelector(".picking:has([data-selected])");
  if (form) told(form);
});
