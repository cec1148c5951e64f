// Words on their way: what somebody wrote and pressed "Lưu nháp" for, sealed here until the server is known to hold it.
// {name: {text, base, label}}: the text, over the one that stood there. Only while they are on their way: the figures are
// what a browser keeps, words are not.
import * as fields from "./fields.js";

const nameOf = (report) => `said:${report}`;
const plain = (text) => text.replace(/\s+/g, " ").trim(); // as the server tidies it

/** Keep the words that are about to be sent, but those that never leave the server; `never`: names and elements. */
export async function keepWords(keep, report, never) {
  const sent = fields.changedWords().filter((field) => !never.has(field.name) && !never.has(field.name.replace(/^comment:/, "")));
  if (!sent.length) return;
  const said = Object.fromEntries(sent.map((field) => [field.name, { text: field.value, base: fields.baseOf(field.name), label: fields.nameOf(field) }]));
  await keep.change(nameOf(report), (kept) => ({ ...kept, ...said }));
}

/**
 * On a page fresh from the server: words that it does not hold go back into their fields; {back, shut}.
 *
 * back: names of those put back; shut: lines of those whose field is closed, or that somebody else has changed since.
 */
export async function wordsLeft(keep, report) {
  const back = [];
  const shut = [];
  await keep.change(nameOf(report), (said) => {
    const left = {};
    for (const [name, one] of Object.entries(said ?? {})) {
      const base = fields.baseOf(name);
      if (base !== null && plain(base) === plain(one.text)) continue;
      left[name] = one;
      if (base !== null && plain(base) === plain(one.base)) back.push(name);
      else shut.push(`${one.label}: ${one.text || "(để trống)"}`);
    }
    for (const name of back) fields.write(name, left[name].text);
    return Object.keys(left).length ? left : null;
  });
  return { back, shut };
}

/** Forget them, and put back into the fields what stood there. */
export async function dropWords(keep, report, back) {
  for (const name of back) fields.write(name, fields.baseOf(name));
  await keep.remove(nameOf(report));
}

/** What is left after one has chosen between two texts: theirs ends it, mine goes over theirs. */
export function afterChoice(said, choice) {
  const left = { ...said };
  for (const name of Object.keys(left)) {
    const which = choice.get(`keep:${name}`);
    if (which === "theirs") delete left[name];
    if (which === "mine") left[name] = { ...left[name], base: choice.get(`base:${name}`) ?? "" };
  }
  return Object.keys(left).length ? left : null;
}
