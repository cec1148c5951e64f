// The server's own page of figures and words to choose between: what was chosen there is no longer waiting here.
import { keepHere } from "./keep.js";
import { afterChoice } from "./said.js";

const form = document.querySelector("form[data-choosing]");
form?.addEventListener("submit", async () => {
  const keep = await keepHere();
  const fields = new FormData(form);
  await Promise.all([
    keep?.change(`typed:${form.dataset.choosing}`, (entry) => entry && { ...entry, cells: after(entry.cells, fields) }),
    keep?.change(`said:${form.dataset.choosing}`, (said) => said && afterChoice(said, fields)),
  ]);
});

function after(cells, fields) {
  const left = { ...cells };
  for (const element of Object.keys(cells)) {
    const which = fields.get(`keep:cell:${element}`);
    if (which === "theirs") delete left[element];
    if (which === "mine") left[element] = { ...cells[element], seen: Number(fields.get(`seen:cell:${element}`)), base: fields.get(`base:cell:${element}`) };
  }
  return left;
}
