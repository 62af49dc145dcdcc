// How many assistants are selected; that the bar is there at all is a matter of the style sheet.
document.addEventListener("change", (event) => {
  const form = event.target.closest(".several");
  if (!form) return;
  const number = form.querySelectorAll(".pick :checked").length;
  form.querySelector("[data-selected]").textContent = `${number} selected`;
});
