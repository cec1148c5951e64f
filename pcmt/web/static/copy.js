// <button data-copies="id"> puts the text of a field on the clipboard; where the browser lets nobody, it selects the text.
"use strict";

(() => {
  const tell = (button, words) => {
    const told = document.getElementById(button.getAttribute("aria-describedby"));
    if (told) told.textContent = words;
  };

  async function copy(field) {
    // Without HTTPS there is no clipboard to ask; with it, the person may have said no.
    if (navigator.clipboard && window.isSecureContext) {
      try { await navigator.clipboard.writeText(field.value); return true; } catch { /* ask in the old way */ }
    }
    field.focus();
    field.select();
    try { return document.execCommand("copy"); } catch { return false; }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies]");
    const field = button && document.getElementById(button.dataset.copies);
    if (!field) return;
    event.preventDefault();
    const done = await copy(field);
    if (!done) { field.focus(); field.select(); }
    tell(button, done ? "Đã sao chép." : "Đã chọn cả đoạn: bấm Ctrl + C để sao chép.");
  });

  // The button has nothing to do without this script.
  for (const button of document.querySelectorAll("[data-copies][hidden]")) button.hidden = false;
})();
