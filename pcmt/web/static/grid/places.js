// Where a field stands in its table: a list has one field a line, a table of rows × columns one at each crossing.

/** {line, column, lines} of a field: its place among the lines of its table body. */
export function placeOf(field) {
  const cell = field.closest("td");
  const lines = [...cell.closest("tbody").rows];
  return { line: lines.indexOf(cell.parentElement), column: cell.cellIndex, lines };
}

/** The field in a line's column, or null where there is nothing to type. */
export const fieldAt = (line, column) => line.cells[column]?.querySelector("[data-cell]") ?? null;
