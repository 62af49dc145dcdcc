// A button that copies what stands beside it; without a script the text is there to be selected.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const label = button.querySelector("span");
  const words = label.textContent;
  label.setAttribute("role", "status");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      label.textContent = "Copied";
    } catch {
      // No clipboard without https: selected, it is one key away.
      getSelection().selectAllChildren(text);
      label.textContent = "Selected";
    }
    setTimeout(() => (label.textContent = words), 2000);
  });
}
