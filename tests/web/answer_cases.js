// Answers the cases of test_formula_in_the_browser.py with the browser's modules: JSON in on stdin, JSON out on stdout.
import { evaluate } from "../../pcmt/web/static/formula/evaluate.js";
import { readFigure, WrongFigure, writeFigure } from "../../pcmt/web/static/formula/figures.js";
import * as number from "../../pcmt/web/static/formula/number.js";
import { answers } from "../../pcmt/web/static/formula/sheet.js";

/** A place of a case: its figures, and the places around it by label. */
class Place {
  constructor(places, label) { Object.assign(this, { places, label }); }

  cell(code) {
    const held = this.places[this.label].cells[code];
    if (typeof held === "string") return number.exactly(number.read(held));
    const [low, high] = [held === null ? "0" : held.low, held?.high ?? null].map((end) => end && number.read(end));
    return number.unknown([`${code} ${this.label}`], low, high);
  }

  indicator(code) {
    const tree = this.places[this.label].indicators?.[code];
    return tree ? evaluate(tree, this) : number.add(this.cell(code), number.whole(1));
  }

  areas() { return this.places[this.label].areas.map((label) => new Place(this.places, label)); }

  year() { return this.places[this.label].year.map((label) => new Place(this.places, label)); }

  back(by) { return new Place(this.places, this.places[this.label].back[by]); }
}

const end = (bound) => (bound === null ? null : number.write(bound));
const told = (value) => ("holds" in value ? value : { low: end(value.low), high: end(value.high), missing: value.missing });

function typed({ text, ...cell }) {
  try {
    const scaled = readFigure(text, cell);
    return scaled === null ? { empty: true } : { scaled: `${scaled}`, written: writeFigure(scaled, cell) };
  } catch (error) {
    if (!(error instanceof WrongFigure)) throw error;
    return { wrong: error.message };
  }
}

let input = "";
for await (const piece of process.stdin) input += piece;
const cases = JSON.parse(input);
process.stdout.write(JSON.stringify({
  formulas: cases.formulas.map(({ tree, places }) => told(evaluate(tree, new Place(places, "here")))),
  typed: cases.typed.map(typed),
  sheets: cases.sheets.map(({ rules, typed: texts }) => answers(rules, texts)),
}));
