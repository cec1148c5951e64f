// A block copied from Excel fills the grid from the cell where it is pasted: in a table by rows and columns, in a list
// down the cells, of several columns the first. Totals and cells that are not asked swallow what falls on them.
import { fieldAt, placeOf } from "./places.js";

/** Let a form take pasted blocks; `tell` is given a sentence of what came of it. */
export function takePastedBlocks(form, tell) {
  form.addEventListener("paste", (event) => {
    if (!event.target.matches("[data-cell]")) return;
    const block = blockOf(event.clipboardData.getData("text"));
    if (block.length < 2 && block[0].length < 2) return;
    event.preventDefault();
    const aims = event.target.closest("[data-cross]") ? crossAims(event.target, block) : listAims(form, event.target, block);
    let last = event.target;
    for (const { field, text } of aims.found) {
      put(field, text);
      last = field;
    }
    last.focus();
    tell(told(aims));
  });
}

/** Lines and columns of a copied text, trimmed; the line end that Excel adds is none of them. */
function blockOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((part) => part.trim()));
}

function crossAims(start, block) {
  const { line, column, lines } = placeOf(start);
  const found = [];
  let outside = 0;
  block.forEach((parts, down) => parts.forEach((text, along) => {
    const at = lines[line + down];
    const field = at && fieldAt(at, column + along);
    if (field) found.push({ field, text });
    else if (text && !at?.cells[column + along]) outside += 1;
  }));
  return { found, outside };
}

function listAims(form, start, block) {
  const fields = [...form.querySelectorAll("[data-cell]")];
  const first = fields.indexOf(start);
  const found = block
    .map((parts, down) => ({ field: fields[first + down], text: parts[0] }))
    .filter(({ field }) => field && !field.closest("[data-cross]"));
  return { found, outside: block.length - found.length };
}

function put(field, text) {
  field.value = field.tagName === "SELECT" ? text.toLowerCase() : text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function told({ found, outside }) {
  const rest = outside ? ` ${outside} số nằm ngoài bảng, không dán.` : "";
  return `Đã dán ${found.length} ô.${rest}`;
}
