// The entry grid as a spreadsheet: keys move between cells, a pasted column fills down, totals and checks follow typing.
// The page works without it: checks are then answered when the draft is saved.
"use strict";

(() => {
  const form = document.querySelector("form[data-grid]");
  if (!form) return;
  const cells = [...form.querySelectorAll("[data-cell]")];
  const row = (code) => form.querySelector(`[data-row="${CSS.escape(code)}"]`);
  const codeOf = (field) => field.name.slice("cell:".length);

  function go(from, steps) {
    const next = cells[cells.indexOf(from) + steps];
    if (next) { next.focus(); next.select?.(); }
  }

  form.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.querySelector("[data-save]")?.click();
      return;
    }
    if (!event.target.matches("[data-cell]") || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter") { event.preventDefault(); go(event.target, event.shiftKey ? -1 : 1); }
    if (event.target.tagName === "SELECT") return;
    if (event.key === "ArrowDown") { event.preventDefault(); go(event.target, 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); go(event.target, -1); }
  });

  // A column copied from Excel: one line a cell; of several columns the first counts.
  form.addEventListener("paste", (event) => {
    if (!event.target.matches("input[data-cell]")) return;
    const lines = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "").split("\n");
    if (lines.length < 2) return;
    event.preventDefault();
    const start = cells.indexOf(event.target);
    lines.forEach((line, place) => {
      const field = cells[start + place];
      if (!field) return;
      field.value = line.split("\t")[0].trim();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    cells[Math.min(start + lines.length, cells.length) - 1].focus();
  });

  let waiting = 0;
  let asked = 0;
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-cell]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 450);
  });

  async function ask() {
    const turn = ++asked;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const field of cells) body.set(field.name, field.value);
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok && turn === asked) show(await answer.json());
    } catch {
      // A weak line: the server answers again when the draft is saved.
    }
  }

  function show(found) {
    for (const field of cells) {
      const wrong = found.wrong[codeOf(field)] ?? "";
      field.toggleAttribute("aria-invalid", Boolean(wrong));
      if (wrong) field.setAttribute("aria-invalid", "true");
      form.querySelector(`[data-error="${CSS.escape(codeOf(field))}"]`).textContent = wrong;
    }
    for (const [code, text] of Object.entries(found.computed)) {
      const output = form.querySelector(`[data-computed="${CSS.escape(code)}"] b`);
      if (output) output.textContent = text || "–";
    }
    showChecks(found);
    const filled = cells.filter((field) => field.value.trim() && !found.wrong[codeOf(field)]).length;
    const elsewhere = Number(document.querySelector("[data-filled]")?.dataset.elsewhere ?? 0);
    tell("[data-filled]", elsewhere + filled);
    tell("[data-missing]", found.missing.length);
  }

  function showChecks(found) {
    const tones = new Map(Object.keys(found.wrong).map((code) => [code, "wrong"]));
    const all = Object.values(found.checks);
    const undecided = all.filter((check) => check.outcome === "unknown").length;
    let failing = 0;
    for (const [code, check] of Object.entries(found.checks)) {
      const item = document.querySelector(`[data-check="${CSS.escape(code)}"]`);
      const fails = check.outcome === "fails";
      if (item) item.hidden = !fails;
      if (!fails) continue;
      failing += 1;
      for (const cell of check.cells) {
        if (check.severity === "error") tones.set(cell, "wrong");
        else if (!tones.has(cell)) tones.set(cell, "odd");
      }
    }
    for (const line of form.querySelectorAll("[data-row]")) {
      const noted = line.querySelector(".note") ? "odd" : "";
      line.className = tones.get(line.dataset.row) ?? noted;
    }
    tell("[data-checks-told]", failing ? `${failing} chỗ cần xem` : "chưa thấy chỗ lệch");
    const none = document.querySelector("[data-checks-none]");
    if (!none) return;
    none.hidden = failing > 0;
    none.textContent = undecided
      ? `${undecided}/${all.length} phép kiểm tra chờ đủ số liệu.`
      : `Cả ${all.length} phép kiểm tra đều khớp.`;
  }

  function tell(selector, words) {
    const place = document.querySelector(selector);
    if (place) place.textContent = String(words);
  }
})();
