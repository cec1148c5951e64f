// Exact fractions, and figures that may be unknown: the browser's side of pcmt/kernel/number.py, held to it by
// tests/web/test_formula_in_the_browser.py. A figure is {low, high, missing}; a bound that is null is no bound.
// An answer is {holds, missing}, with holds true, false, or null where it cannot be told.

export const NO_DENOMINATOR = "mẫu số bằng 0";

const magnitude = (value) => (value < 0n ? -value : value);
const divisor = (a, b) => { while (b) [a, b] = [b, a % b]; return a; };

/** A fraction in lowest terms from two BigInts; `under` is never zero. */
export function fraction(over, under = 1n) {
  const shared = divisor(magnitude(over), magnitude(under)) * (under < 0n ? -1n : 1n);
  return { over: over / shared, under: under / shared };
}

/** A fraction from its text: "12", "-3/4" or "0.5"; throws SyntaxError for any other. */
export function read(text) {
  const [, over, decimals = "", under = "1"] = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text) ?? refuse(text);
  return decimals
    ? fraction(BigInt(over + decimals), 10n ** BigInt(decimals.length))
    : fraction(BigInt(over), BigInt(under));
}

function refuse(text) {
  throw new SyntaxError(`no number: ${text}`);
}

/** The text that `read` reads back. */
export const write = (value) => (value.under === 1n ? `${value.over}` : `${value.over}/${value.under}`);

const plus = (a, b) => fraction(a.over * b.under + b.over * a.under, a.under * b.under);
const times = (a, b) => fraction(a.over * b.over, a.under * b.under);
const over = (a, b) => fraction(a.over * b.under, a.under * b.over);
const minus = (a) => ({ over: -a.over, under: a.under });

/** Below zero, zero or above it, as a is less than, equal to or greater than b. */
export function order(a, b) {
  const apart = a.over * b.under - b.over * a.under;
  return apart < 0n ? -1 : apart > 0n ? 1 : 0;
}

const ZERO = fraction(0n);
const both = (a, b, combine) => (a === null || b === null ? null : combine(a, b));
const merge = (...groups) => [...new Set(groups.flat())];
const names = (...figures) => merge(...figures.map((figure) => figure.missing));
const neverNegative = (figure) => figure.low !== null && order(figure.low, ZERO) >= 0;

export const exactly = (value) => ({ low: value, high: value, missing: [] });
export const whole = (count) => exactly(fraction(BigInt(count)));
export const unknown = (missing, low = null, high = null) => ({ low, high, missing: [...missing] });

export function isKnown(figure) {
  return figure.low !== null && figure.high !== null && order(figure.low, figure.high) === 0 && !figure.missing.length;
}

export function add(a, b) {
  return { low: both(a.low, b.low, plus), high: both(a.high, b.high, plus), missing: names(a, b) };
}

function opposite(a) {
  return { low: a.high && minus(a.high), high: a.low && minus(a.low), missing: a.missing };
}

export const subtract = (a, b) => add(a, opposite(b));

export function multiply(a, b) {
  for (const [one, two] of [[a, b], [b, a]]) {
    if (isKnown(one) && order(one.low, ZERO) === 0) return exactly(ZERO);
    if (isKnown(one)) return scaled(two, one.low, names(a, b));
  }
  if (neverNegative(a) && neverNegative(b)) {
    return { low: both(a.low, b.low, times), high: both(a.high, b.high, times), missing: names(a, b) };
  }
  return unknown(names(a, b));
}

export function divide(a, b) {
  if (isKnown(b)) {
    if (order(b.low, ZERO) === 0) return unknown([...new Set([...names(a, b), NO_DENOMINATOR])]);
    return scaled(a, over(fraction(1n), b.low), names(a, b));
  }
  if (neverNegative(a) && b.low !== null && order(b.low, ZERO) > 0) {
    return { low: b.high === null ? ZERO : both(a.low, b.high, over), high: both(a.high, b.low, over), missing: names(a, b) };
  }
  return unknown(names(a, b), neverNegative(a) && neverNegative(b) ? ZERO : null);
}

function scaled(figure, factor, missing) {
  const ends = [figure.low, figure.high].map((end) => end && times(end, factor));
  const [low, high] = order(factor, ZERO) >= 0 ? ends : ends.reverse();
  return { low, high, missing };
}

const answered = (holds, missing = []) => ({ holds, missing });
export const not = (answer) => answered(answer.holds === null ? null : !answer.holds, answer.missing);

/** Compare two figures: null only where their bounds leave both answers open. */
export function compare(left, operator, right) {
  if (operator === ">" || operator === ">=") return compare(right, operator.replace(">", "<"), left);
  if (operator === "!=") return not(compare(left, "==", right));
  const missing = names(left, right);
  if (operator === "==") {
    if (below(left.high, right.low, true) || below(right.high, left.low, true)) return answered(false);
    const ends = [left.low, left.high, right.low, right.high];
    const same = ends.every((end) => end !== null && order(end, ends[0] ?? end) === 0);
    return same && !missing.length ? answered(true) : answered(null, missing);
  }
  const strict = operator === "<";
  if (below(left.high, right.low, strict)) return answered(true);
  if (below(right.high, left.low, !strict)) return answered(false);
  return answered(null, missing);
}

function below(a, b, strict) {
  if (a === null || b === null) return false;
  const stands = order(a, b);
  return stands < 0 || (!strict && stands === 0);
}

/** Whether all hold: one false decides, else one open leaves it open. */
export function every(answers) {
  if (answers.some((answer) => answer.holds === false)) return answered(false);
  const open = answers.filter((answer) => answer.holds === null);
  return open.length ? answered(null, merge(...open.map((answer) => answer.missing))) : answered(true);
}

export const some = (answers) => not(every(answers.map(not)));

/** The least, or greatest, of figures of which some may be unknown. */
export function extreme(least, figures) {
  if (!figures.length) return unknown(["không có giá trị nào"]);
  const pick = (ends) => ends.reduce((a, b) => ((order(a, b) <= 0) === least ? a : b));
  const lows = figures.map((figure) => figure.low).filter((end) => end !== null);
  const highs = figures.map((figure) => figure.high).filter((end) => end !== null);
  const low = lows.length && (lows.length === figures.length || !least) ? pick(lows) : null;
  const high = highs.length && (highs.length === figures.length || least) ? pick(highs) : null;
  const known = low !== null && high !== null && order(low, high) === 0;
  return { low, high, missing: known ? [] : names(...figures) };
}
