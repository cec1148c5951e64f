// The entry grid as a spreadsheet: keys move between cells, a pasted column fills down, totals and checks follow typing,
// answered here by the rules that came with the page, so also without a line. The page works without this script: checks
// are then answered when the draft is saved.
import { answers } from "./formula/sheet.js";

const form = document.querySelector("form[data-grid]");
if (form) grid(JSON.parse(document.getElementById(form.dataset.grid).textContent));

function grid(rules) {
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

  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-cell]")) return;
    show(answers(rules, Object.fromEntries(cells.map((field) => [codeOf(field), field.value]))));
  });

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
    const undecided = Object.values(found.checks).filter((check) => check.outcome === "unknown").length;
    const left = rules.checks.filter((check) => !check.asked); // those stay as the server said
    let failing = left.filter((check) => document.querySelector(`[data-check="${CSS.escape(check.code)}"]:not([hidden])`)).length;
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
      ? `${undecided}/${rules.checks.length} phép kiểm tra chờ đủ số liệu.`
      : `Cả ${rules.checks.length} phép kiểm tra đều khớp.`;
  }

  function tell(selector, words) {
    const place = document.querySelector(selector);
    if (place) place.textContent = String(words);
  }
}
