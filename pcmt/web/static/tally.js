// The tally by thôn, bản: keys, pasted blocks and "3+5" as in the grid, and the sums as one types. The page works
// without this script: sums are then shown when the tally is saved.
import { readFigure, writeFigure } from "./formula/figures.js";
import { addUpInCells } from "./grid/adding.js";
import { moveByKeys } from "./grid/keys.js";
import { takePastedBlocks } from "./grid/paste.js";

const form = document.querySelector("form[data-tally]");

if (form) {
  moveByKeys(form);
  takePastedBlocks(form, tell);
  addUpInCells(form, tell);
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-cell]")) addUp(event.target.closest("td").cellIndex);
  });
}

/** Add one column up anew: an empty cell is missing, never zero; a text that is no figure leaves the sum open. */
function addUp(column) {
  const output = form.querySelector(`[data-sum="${column}"]`);
  const cell = { kind: output.dataset.kind, scale: Number(output.dataset.scale) };
  const texts = [...form.querySelectorAll("tbody tr")]
    .map((line) => line.cells[column]?.querySelector("[data-cell]")?.value ?? "");
  output.textContent = sumOf(texts, cell);
  const missing = texts.filter((text) => !text.trim()).length;
  const told = form.querySelector(`[data-missing="${column}"]`);
  told.textContent = missing ? `${missing} thôn, bản` : "đủ";
  told.removeAttribute("title");
}

function sumOf(texts, cell) {
  try {
    const figures = texts.map((text) => readFigure(text, cell)).filter((figure) => figure !== null);
    return figures.length ? writeFigure(figures.reduce((one, two) => one + two, 0n), cell) : "–";
  } catch {
    return "?";
  }
}

function tell(words) {
  const place = document.querySelector("[data-grid-told]");
  if (place) place.textContent = words;
}
