// The table of many units as a spreadsheet: keys, pasted blocks and sums as in the grid of one report.
import { addUpInCells } from "./grid/adding.js";
import { moveByKeys } from "./grid/keys.js";
import { takePastedBlocks } from "./grid/paste.js";

const form = document.querySelector("form[data-units]");
if (form) {
  const told = document.querySelector("[data-grid-told]");
  const tell = (words) => { told.textContent = words; };
  moveByKeys(form);
  takePastedBlocks(form, tell);
  addUpInCells(form, tell);
}
