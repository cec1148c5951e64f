// A form being filled in, with all its rules, as pcmt/reporting/rules/sheet.py sees it: the page hands over the rules and
// the past as JSON (pcmt/reporting/rules/in_hand.py), and what is typed is answered without asking the server.
import { evaluate } from "./evaluate.js";
import { readFigure, WrongFigure, writeFigure } from "./figures.js";
import * as number from "./number.js";

const NOT_NEGATIVE = number.whole(0).low;

/** One area's figures in one period, and the ways from there to the periods before. */
class Sheet {
  constructor(rules, figures, period = rules.period) {
    Object.assign(this, { rules, figures, period });
    this.formulas = new Map(rules.cells.filter((cell) => cell.computed).map((cell) => [cell.element, cell.computed]));
  }

  cell(code) {
    const value = this.figures[this.period]?.[code];
    if (value !== undefined) return number.exactly(value);
    if (this.formulas.has(code)) return evaluate(this.formulas.get(code), this);
    const { cells } = this.rules;
    const own = cells.find((cell) => cell.element === code);
    const parts = cells.filter((cell) => cell.element.startsWith(`${code}.`));
    if (parts.length && !own) return parts.map((part) => this.cell(part.element)).reduce(number.add, number.whole(0));
    const name = this.rules.times[this.period]?.name ?? this.period;
    return number.unknown([`${own?.label ?? code} – ${name}`], NOT_NEGATIVE);
  }

  indicator(code) { return number.unknown([`chỉ số ${code}`]); }

  areas() { return []; }

  year() { return (this.rules.times[this.period]?.to_date ?? []).map((period) => this.at(period)); }

  back(by) { return this.at(this.rules.times[this.period]?.[by] ?? `${this.period} (${by})`); }

  at(period) { return new Sheet(this.rules, this.figures, period); }
}

/**
 * What typed texts come to: {wrong, computed, sides, checks, missing}, by element and check code.
 *
 * typed: text by element, over what is saved. A check or total that reads a cell hidden from this reader is left to
 * the server (`asked` is false).
 */
export function answers(rules, typed) {
  const wrong = {};
  const here = { ...read(rules.figures[rules.period] ?? {}) };
  for (const cell of rules.cells) {
    if (cell.computed || !(cell.element in typed)) continue;
    delete here[cell.element];
    try {
      const scaled = readFigure(typed[cell.element], cell);
      if (scaled !== null) here[cell.element] = number.read(`${scaled}/${10n ** BigInt(cell.scale)}`);
    } catch (error) {
      if (!(error instanceof WrongFigure)) throw error;
      wrong[cell.element] = error.message;
    }
  }
  const past = Object.fromEntries(Object.entries(rules.figures).map(([period, figures]) => [period, read(figures)]));
  const totals = rules.cells.filter((cell) => cell.computed && cell.asked);
  const sheet = new Sheet(rules, { ...past, [rules.period]: here });
  return {
    wrong,
    computed: Object.fromEntries(totals.map((cell) => [cell.element, written(cell, sheet)])),
    sides: Object.fromEntries(totals.filter((cell) => cell.over).map((cell) => [cell.element, sides(cell, sheet)])),
    checks: Object.fromEntries(rules.checks.filter((check) => check.asked).map((check) => [check.code, answer(check, sheet)])),
    missing: rules.cells
      .filter((cell) => cell.wanted && !(cell.element in here))
      .map((cell) => cell.element),
  };
}

const read = (figures) => Object.fromEntries(Object.entries(figures).map(([code, text]) => [code, number.read(text)]));

function answer(check, sheet) {
  const { holds, missing } = evaluate(check.condition, sheet);
  const outcome = holds === null ? "unknown" : holds ? "holds" : "fails";
  return { outcome, severity: check.severity, cells: check.cells, missing };
}

/** A rate's numerator and denominator, "12/40"; empty while one of them is unknown. */
function sides(cell, sheet) {
  const both = [cell.over, cell.under].map((formula) => evaluate(formula, sheet));
  return both.every(number.isKnown) ? both.map(({ low }) => plain(low)).join("/") : "";
}

/** A figure with the decimals that it needs, three at most. */
function plain(value) {
  const scale = [0, 1, 2].find((digits) => (value.over * 10n ** BigInt(digits)) % value.under === 0n) ?? 3;
  return writeFigure(rounded(value, scale), { kind: "measure", scale });
}

function written(cell, sheet) {
  const value = sheet.cell(cell.element);
  return number.isKnown(value) ? writeFigure(rounded(value.low, cell.scale), cell) : "";
}

/** To the cell's decimals, half away from zero, as Quantity.nearest rounds (pcmt/kernel/quantity.py). */
function rounded({ over, under }, scale) {
  const shifted = (over < 0n ? -over : over) * 10n ** BigInt(scale);
  const whole = (2n * shifted + under) / (2n * under);
  return over < 0n ? -whole : whole;
}
