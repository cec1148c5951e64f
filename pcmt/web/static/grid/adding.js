// Figures of several thôn, bản typed into one cell, "3+5+2", are added up when the cell is left or the form is sent.

const SUM = /^\s*\d{1,12}(?:\s*\+\s*\d{1,12}){1,200}\s*$/;

/** The sum of a typed row of whole numbers as text; the text itself where it is none. */
export function addedUp(text) {
  if (!SUM.test(text)) return text;
  return String(text.split("+").reduce((sum, part) => sum + BigInt(part.trim()), 0n));
}

/** Let a form's cells add up what is typed into them; `tell` is given the sum in words. */
export function addUpInCells(form, tell) {
  const settle = (field) => {
    const sum = addedUp(field.value);
    if (sum === field.value) return;
    tell(`${field.value.trim()} = ${sum}`);
    field.value = sum;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[data-cell]")) settle(event.target);
  });
  form.addEventListener("submit", () => form.querySelectorAll("input[data-cell]").forEach(settle), { capture: true });
}
