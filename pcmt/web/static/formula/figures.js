// Figures as Vietnamese officials type them, read in the browser with the words of pcmt/reporting/rules/figures.py.

const MAX_DIGITS = 12;
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g; // as Python sees space
const PLAIN = /^(?<whole>\d+)(?:,(?<part>\d+))?$/;
const GROUPED = /^(?<whole>\d{1,3}(?:[. ]\d{3})+)(?:,(?<part>\d+))?$/;
const ENGLISH = /^(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d+)$/;
const YES = new Set(["có", "co", "x", "1", "yes"]);
const NO = new Set(["không", "khong", "0", "no"]);

export class WrongFigure extends Error {}

/** A typed text as a scaled BigInt, null where the cell is left empty; throws WrongFigure with what to type instead. */
export function readFigure(typed, { kind, scale }) {
  const text = typed.replace(SPACES, " ").replace(/^ | $/g, "");
  if (!text) return null;
  if (kind === "yesno") return yesOrNo(text);
  if (["-", "–", "—"].includes(text)) {
    throw new WrongFigure("Dấu gạch không phải là số: ghi 0 nếu không có, để trống nếu chưa có số liệu.");
  }
  if ("-−–".includes(text[0])) throw new WrongFigure(`“${text}” là số âm; ô này chỉ nhận số từ 0 trở lên.`);
  const found = PLAIN.exec(text) ?? GROUPED.exec(text);
  if (!found) throw new WrongFigure(whyUnread(text, scale));
  const whole = found.groups.whole.replace(/[. ]/g, "").replace(/^0+(?=\d)/, "");
  const part = (found.groups.part ?? "").replace(/0+$/, "");
  if (part.length > scale) throw new WrongFigure(whyTooFine(text, scale));
  if (whole.length > MAX_DIGITS) {
    throw new WrongFigure(`“${text}” quá lớn: phần nguyên có tối đa ${MAX_DIGITS} chữ số.`);
  }
  return BigInt(whole + part.padEnd(scale, "0"));
}

/** A scaled BigInt as `readFigure` reads it: "1.234,5" without idle zeros, "có" or "không". */
export function writeFigure(scaled, { kind, scale }) {
  if (kind === "yesno") return scaled ? "có" : "không";
  const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(?:\d{3})+$)/g, ".");
  const part = digits.slice(digits.length - scale).replace(/0+$/, "");
  return (scaled < 0n ? "-" : "") + whole + (part && `,${part}`);
}

function yesOrNo(text) {
  const word = text.toLowerCase();
  if (YES.has(word)) return 1n;
  if (NO.has(word)) return 0n;
  throw new WrongFigure(`“${text}” chưa rõ: ghi “có” hoặc “không”.`);
}

function whyUnread(text, scale) {
  if (ENGLISH.test(text)) {
    return `“${text}” có thể hiểu theo hai cách: dấu chấm chỉ để tách hàng nghìn (1.234), `
      + `dấu phẩy để ghi phần thập phân (${scale ? "12,5" : "ô này chỉ nhận số nguyên"}).`;
  }
  return `“${text}” không phải là số. ${allowed(scale)}`;
}

function whyTooFine(text, scale) {
  if (scale) return `“${text}” có quá nhiều chữ số thập phân. ${allowed(scale)}`;
  return `“${text}” không phải số nguyên. ${allowed(scale)}`;
}

function allowed(scale) {
  if (scale) return `Ô này nhận số có tối đa ${scale} chữ số sau dấu phẩy, ví dụ 1.234,5.`;
  return "Ô này chỉ nhận số nguyên từ 0, ví dụ 12 hoặc 1.234.";
}
