// Keys of the entry grid, as in a spreadsheet: arrows move between cells in both directions, Enter goes down a column,
// Ctrl S saves. Left and right move only from the ends of a text, so that it can still be edited.
import { fieldAt, placeOf } from "./places.js";

/** Let keys move between the fields of a form. */
export function moveByKeys(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.querySelector("[data-save]")?.click();
      return;
    }
    const field = event.target;
    if (!field.matches("[data-cell]") || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = sought(form, field, event);
    if (!next) return;
    event.preventDefault();
    if (next === field) return;
    next.focus();
    next.select?.();
  });
}

/** The field that a key leads to; the same one where it is the last, null where the key is not ours. */
function sought(form, field, { key, shiftKey }) {
  const chooses = field.tagName === "SELECT";
  if (key === "Enter") return (shiftKey ? upward(form, field) : downward(form, field)) ?? field;
  if (chooses) return null;
  if (key === "ArrowDown") return inColumn(field, 1) ?? beyond(form, field, 1) ?? field;
  if (key === "ArrowUp") return inColumn(field, -1) ?? beyond(form, field, -1) ?? field;
  if (key === "ArrowRight" && atEnd(field)) return inLine(field, 1);
  if (key === "ArrowLeft" && atStart(field)) return inLine(field, -1);
  return null;
}

const whole = (field) => field.selectionStart === 0 && field.selectionEnd === field.value.length;
const atEnd = (field) => whole(field) || (field.selectionStart === field.value.length);
const atStart = (field) => whole(field) || (field.selectionEnd === 0);

function inColumn(field, step) {
  const { line, column, lines } = placeOf(field);
  for (let place = line + step; place >= 0 && place < lines.length; place += step) {
    const found = fieldAt(lines[place], column);
    if (found) return found;
  }
  return null;
}

function inLine(field, step) {
  const { line, column, lines } = placeOf(field);
  for (let place = column + step; place >= 0 && place < lines[line].cells.length; place += step) {
    const found = fieldAt(lines[line], place);
    if (found) return found;
  }
  return null;
}

/** The first field of the next table, or the last one of the table before. */
function beyond(form, field, step) {
  const bodies = [...form.querySelectorAll("tbody.entry")].filter((body) => body.querySelector("[data-cell]"));
  const other = bodies[bodies.indexOf(field.closest("tbody")) + step];
  const fields = other?.querySelectorAll("[data-cell]") ?? [];
  return fields[step > 0 ? 0 : fields.length - 1] ?? null;
}

const downward = (form, field) => inColumn(field, 1) ?? besideEnd(field, 1) ?? beyond(form, field, 1);
const upward = (form, field) => inColumn(field, -1) ?? besideEnd(field, -1) ?? beyond(form, field, -1);

/** At the foot of a column its neighbour's head, at its head the foot of the one before. */
function besideEnd(field, step) {
  const { column, lines } = placeOf(field);
  const widest = Math.max(...lines.map((line) => line.cells.length));
  for (let place = column + step; place >= 0 && place < widest; place += step) {
    const fields = lines.map((line) => fieldAt(line, place)).filter(Boolean);
    if (fields.length) return fields[step > 0 ? 0 : fields.length - 1];
  }
  return null;
}
