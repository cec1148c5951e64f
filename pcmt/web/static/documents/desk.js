// Improves the desk: the chosen card stays in sight, and a passage selected in the text goes into the form that marks it.
"use strict";

(() => {
  const paper = document.querySelector("[data-paper]");
  const marker = document.querySelector("[data-mark]");
  const chosen = document.querySelector(".cards .card.at");
  if (chosen?.querySelector("[data-errors], form.form")) chosen.scrollIntoView({ block: "nearest" });

  // The way back to the cards is of use only where they are out of sight.
  const back = document.querySelector(".desk > .back");
  const cards = document.getElementById("goi-y");
  if (back && cards) new IntersectionObserver(([entry]) => { back.hidden = entry.isIntersecting; }).observe(cards);

  // What was done has been read after a few seconds.
  const told = document.querySelector("main > [role=status]");
  if (told) setTimeout(() => told.remove(), 4000);

  // Choosing a plan sends the form, so its button is for pages without script.
  document.querySelector(".into button")?.setAttribute("hidden", "");

  // The outline shows where one reads.
  const links = new Map([...document.querySelectorAll(".outline a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    const entry = entries.find((one) => one.isIntersecting && links.has(decodeURIComponent(one.target.id)));
    const link = entry && links.get(entry.target.id);
    if (!link) return;
    for (const other of links.values()) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  }, { rootMargin: "-10% 0px -70% 0px" });
  paper?.querySelectorAll(".stop").forEach((stop) => seen.observe(stop));

  // “Thêm … từ đoạn chọn” carries the selected words along.
  marker?.addEventListener("click", () => {
    const selection = document.getSelection();
    if (!paper?.contains(selection?.anchorNode) || selection.isCollapsed) return;
    const address = new URL(marker.href);
    address.searchParams.set("doan", selection.toString().trim().slice(0, 1500));
    marker.href = address;
  });
})();
