// The entry grid as a spreadsheet: keys move between cells (grid/keys.js), a block from Excel fills them (grid/paste.js),
// figures of several places add up in a cell (grid/adding.js), totals and checks follow typing (grid/showing.js), answered by the rules that came with the page, so also without a
// line. The page works without this script: checks are then answered when the draft is saved.
import { answers } from "./formula/sheet.js";
import { addedUp, addUpInCells } from "./grid/adding.js";
import { moveByKeys } from "./grid/keys.js";
import { takePastedBlocks } from "./grid/paste.js";
import { show } from "./grid/showing.js";

const form = document.querySelector("form[data-grid]");
if (form) grid(JSON.parse(document.getElementById(form.dataset.grid).textContent));

function grid(rules) {
  const typed = () => Object.fromEntries(
    [...form.querySelectorAll("[data-cell]")].map((field) => [field.name.slice("cell:".length), addedUp(field.value)]),
  );
  const answer = () => show(form, rules, answers(rules, typed()));
  moveByKeys(form);
  takePastedBlocks(form, tell);
  addUpInCells(form, tell);
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-cell]")) answer();
  });
  if (form.querySelector("[data-offered]")) answer(); // figures handed over count as typed
}

function tell(words) {
  const place = document.querySelector("[data-grid-told]");
  if (place) place.textContent = words;
}
