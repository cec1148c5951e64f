// What typed figures come to, shown on the page: faults at their cells, totals, rates with their sides, the year so far,
// checks, and how much is filled in.
import { readFigure, writeFigure } from "../formula/figures.js";

const codeOf = (field) => field.name.slice("cell:".length);
const named = (attribute, code) => `[${attribute}="${CSS.escape(code)}"]`;

/** Show answers (of formula/sheet.js) on the form's page; rules: what came with the page. */
export function show(form, rules, found) {
  const cells = [...form.querySelectorAll("[data-cell]")];
  for (const field of cells) {
    const wrong = found.wrong[codeOf(field)] ?? "";
    field.toggleAttribute("aria-invalid", Boolean(wrong));
    if (wrong) field.setAttribute("aria-invalid", "true");
    form.querySelector(named("data-error", codeOf(field))).textContent = wrong;
  }
  for (const [code, text] of Object.entries(found.computed)) {
    const output = form.querySelector(`${named("data-computed", code)} b`);
    if (output) output.textContent = text || "–";
  }
  for (const [code, text] of Object.entries(found.sides ?? {})) {
    const place = form.querySelector(named("data-sides", code));
    if (place) place.textContent = text;
  }
  showElsewhere(form, cells, found);
  showYears(form, rules, found);
  showChecks(form, rules, found);
  const filled = cells.filter((field) => field.value.trim() && !found.wrong[codeOf(field)]).length;
  const elsewhere = Number(document.querySelector("[data-filled]")?.dataset.elsewhere ?? 0);
  tell("[data-filled]", elsewhere + filled);
  showMissing(form, found.missing);
}

/** How many required cells and questions are empty, of the whole form and of each part, wherever the page tells it. */
function showMissing(form, codes) {
  const cells = codes.map((code) => form.querySelector(named("data-row", code)));
  const questions = [...form.querySelectorAll("[data-wanted]")].filter((field) => !field.value.trim());
  const empty = [...cells, ...questions];
  for (const place of document.querySelectorAll("[data-missing]")) place.textContent = String(empty.length);
  for (const place of document.querySelectorAll("[data-missing-in]")) {
    const part = document.getElementById(`phan-${place.dataset.missingIn}`);
    place.textContent = String(empty.filter((one) => part?.contains(one)).length);
  }
  showHurdles(empty.length);
}

/** A reason has a letter or a digit, as the server asks (`kernel/reason.py`). */
const STATED = /[\p{L}\p{N}]/u;

/** What stands before the signature, counted as the page stands now and not as it was saved. */
function showHurdles(missing) {
  const seen = (kind) => [...document.querySelectorAll(`[data-check].${kind}:not([hidden])`)];
  const silent = (item) => {
    const field = item.querySelector("input[name^='why:']");
    return Boolean(item.querySelector("[data-silent]") || (field && !STATED.test(field.value)));
  };
  const counts = { missing, errors: seen("risk").length, unexplained: seen("late").filter(silent).length };
  for (const [code, count] of Object.entries(counts)) tell(`${named("data-hurdle", code)} [data-hurdle-count]`, count);
}

/** A figure that a table only shows follows the cell where it is typed or added up. */
function showElsewhere(form, cells, found) {
  for (const output of form.querySelectorAll("[data-shown]")) {
    const code = output.dataset.shown;
    const field = cells.find((one) => codeOf(one) === code);
    const text = field ? field.value.trim() : found.computed[code];
    if (text !== undefined) output.textContent = text || "–";
  }
}

function showYears(form, rules, found) {
  const scaleOf = new Map(rules.cells.map((cell) => [cell.element, cell]));
  for (const output of form.querySelectorAll("[data-to-date]")) {
    const code = output.dataset.toDate;
    const field = form.elements.namedItem(`cell:${code}`);
    const text = field ? field.value : found.computed[code];
    if (text === undefined || found.wrong[code]) continue;
    const now = readFigure(text, scaleOf.get(code));
    const nothing = now === null && output.dataset.known === "0";
    output.textContent = nothing ? "–" : writeFigure(BigInt(output.dataset.earlier) + (now ?? 0n), scaleOf.get(code));
  }
}

function showChecks(form, rules, found) {
  const tones = new Map(Object.keys(found.wrong).map((code) => [code, "wrong"]));
  const left = rules.checks.filter((check) => !check.asked); // those stay as the server said
  const leftThat = (is) => left.filter((check) => document.querySelector(named("data-check", check.code) + is)).length;
  let failing = leftThat(":not([hidden])");
  const open = Object.values(found.checks).filter((check) => check.outcome === "unknown").length;
  const undecided = open + leftThat("[data-open]");
  for (const [code, check] of Object.entries(found.checks)) {
    const item = document.querySelector(named("data-check", code));
    const fails = check.outcome === "fails";
    if (item) item.hidden = !fails;
    if (!fails) continue;
    failing += 1;
    for (const cell of check.cells) {
      if (check.severity === "error") tones.set(cell, "wrong");
      else if (!tones.has(cell)) tones.set(cell, "odd");
    }
  }
  for (const place of form.querySelectorAll("[data-row]")) {
    const tone = tones.get(place.dataset.row) ?? (place.querySelector(".note") ? "odd" : "");
    place.classList.toggle("wrong", tone === "wrong");
    place.classList.toggle("odd", tone === "odd");
  }
  if (rules.checks.length === 0) return;
  tell("[data-checks-told]", failing ? `${failing} chỗ cần xem` : "chưa thấy chỗ lệch");
  const none = document.querySelector("[data-checks-none]");
  if (!none) return;
  none.hidden = failing > 0;
  none.textContent = undecided
    ? `${undecided}/${rules.checks.length} phép kiểm tra chờ đủ số liệu.`
    : rules.checks.length === 1
      ? "Phép kiểm tra của biểu đã khớp."
      : `Cả ${rules.checks.length} phép kiểm tra đều khớp.`;
}

function tell(selector, words) {
  const place = document.querySelector(selector);
  if (place) place.textContent = String(words);
}
