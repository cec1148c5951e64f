// A formula's tree evaluated in the browser: one of the translations of pcmt/kernel/formula/evaluate.py, without its
// trace. A context answers cell(code), indicator(code), areas(), year() and back("period" | "year").
import * as number from "./number.js";

const ARITHMETIC = { add: number.add, subtract: number.subtract, multiply: number.multiply, divide: number.divide };
const COMPARISONS = new Set(["<", "<=", ">", ">=", "==", "!="]);

/** The figure {low, high, missing}, or the answer {holds, missing}, that a tree comes to in a context. */
export function evaluate(tree, context) {
  if ("number" in tree) return number.exactly(number.read(tree.number));
  if ("cell" in tree) return context.cell(tree.cell);
  if ("indicator" in tree) return context.indicator(tree.indicator);
  if ("shift" in tree) return evaluate(tree.of, context.back(tree.shift));
  if ("aggregate" in tree) return aggregate(tree, context);
  if (!("op" in tree)) throw new SyntaxError(`no formula: ${JSON.stringify(tree)}`);
  return operation(tree.op, tree.args.map((part) => evaluate(part, context)));
}

function operation(op, values) {
  if (op in ARITHMETIC) return ARITHMETIC[op](...values);
  if (COMPARISONS.has(op)) return number.compare(values[0], op, values[1]);
  if (op === "and") return number.every(values);
  if (op === "or") return number.some(values);
  if (op === "not") return number.not(values[0]);
  throw new SyntaxError(`no formula: ${op}`);
}

function aggregate({ aggregate: name, of, over }, context) {
  const values = (over === "areas" ? context.areas() : context.year()).map((spot) => evaluate(of, spot));
  if (name === "count" || name === "share") return counted(name, values);
  if (name === "min" || name === "max") return number.extreme(name === "min", values);
  const total = values.reduce(number.add, number.whole(0));
  return name === "sum" ? total : number.divide(total, number.whole(values.length));
}

function counted(name, answers) {
  const yes = answers.filter((answer) => answer.holds === true).length;
  const open = answers.filter((answer) => answer.holds === null);
  const missing = [...new Set(open.flatMap((answer) => answer.missing))];
  const found = { ...number.whole(yes), high: number.whole(yes + open.length).high, missing };
  return name === "count" ? found : number.divide(found, number.whole(answers.length));
}
