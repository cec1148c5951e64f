// The figures' fields of a report's page, each with what stood in it and at which revision.
import { readFigure, WrongFigure } from "../formula/figures.js";

export const form = document.querySelector("form[data-grid]");
const rules = form ? JSON.parse(document.getElementById(form.dataset.grid).textContent) : { cells: [] };
const definitions = new Map(rules.cells.map((cell) => [cell.element, cell]));
const CELL = "cell:";

/** The element that a field asks for, where it is a figure of this form. */
export function elementOf(field) {
  const code = field?.name?.startsWith(CELL) ? field.name.slice(CELL.length) : "";
  return definitions.has(code) ? code : "";
}

const named = (name) => form?.elements.namedItem(name) ?? null;
export const fieldOf = (element) => named(CELL + element);
export const labelOf = (element) => definitions.get(element)?.label ?? element;
export const openElements = () => [...definitions.keys()].filter((element) => fieldOf(element));

/** {text, revision, label}: what the page says stands in a cell. */
export function standing(element) {
  const revision = Number(named(`seen:${CELL}${element}`)?.value ?? 0);
  return { text: named(`base:${CELL}${element}`)?.value ?? "", revision, label: labelOf(element) };
}

/** What is typed in a cell now, over what stood there; `wrong` says why it is no figure. */
export function typedIn(element) {
  const { text, revision } = standing(element);
  const now = fieldOf(element).value.trim();
  return { text: now, seen: revision, base: text, wrong: read(element, now).wrong };
}

/** Let a cell hold what is known to stand on the server; `shown` puts another text into its field. */
export function setStanding(element, { text, revision }, shown = text) {
  if (!fieldOf(element)) return;
  named(`base:${CELL}${element}`).value = text;
  named(`seen:${CELL}${element}`).value = String(revision);
  show(element, shown);
}

/** Put a text into a field, as if it had been typed. */
export function show(element, text) {
  const field = fieldOf(element);
  if (!field || field.value === text) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Whether two texts are one figure: "1234" and "1.234". */
export function same(element, one, other) {
  const [a, b] = [read(element, one), read(element, other)];
  return one === other || (!a.wrong && !b.wrong && a.scaled === b.scaled);
}

function read(element, text) {
  try {
    return { scaled: readFigure(text, definitions.get(element)), wrong: "" };
  } catch (error) {
    if (!(error instanceof WrongFigure)) throw error;
    return { wrong: error.message };
  }
}

/** The figures that were typed since the page came, or that the browser put back into their fields. */
export function changedByHand() {
  return openElements().filter((element) => {
    const field = fieldOf(element);
    const first = field.options ? [...field.options].find((option) => option.defaultSelected)?.value ?? "" : field.defaultValue;
    return field.value !== first;
  });
}

/** The fields of words, remarks and reasons that were changed; they are kept only on their way to the server (said.js). */
export function changedWords() {
  return [...(form?.elements ?? [])].filter((field) => {
    const base = field.name && !elementOf(field) ? baseOf(field.name) : null;
    return base !== null && base.replace(/\r\n/g, "\n") !== field.value.replace(/\r\n/g, "\n");
  });
}

/** The text that stood in a field when the page came, null where the page has no such field. */
export const baseOf = (name) => (named(name) && named(`base:${name}`)?.value) ?? null;
export const nameOf = (field) => (field.labels?.[0]?.textContent ?? field.getAttribute("aria-label") ?? field.name).trim();

/** Put a text into a field of words, as if it had been typed. */
export function write(name, text) {
  const field = named(name);
  if (!field || field.value === text) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
