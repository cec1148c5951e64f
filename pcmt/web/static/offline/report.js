// The page of a report, its own or the kept copy: figures are kept as they are typed, and sent when there is a line.
import * as bar from "./bar.js";
import { chosen, emptyEntry, isIdle, met, typed, waiting } from "./entry.js";
import * as fields from "./fields.js";
import { keepHere, keepOf, NotKept } from "./keep.js";
import { dropWords, keepWords, wordsLeft } from "./said.js";
import { deliver, LATEST, line, SOONEST, tellOthers, whenChangedElsewhere } from "./send.js";
import { barOf, lineOf } from "./words.js";

const { report, never = "", line: lineAddress } = bar.place.dataset;
const NAME = `typed:${report}`;
const NEVER = new Set(never.split(" "));
const SETTLE = 80; // milliseconds of quiet before what is typed is kept
const isCopy = Boolean(document.querySelector("[data-kept]"));

let keep = null;
let entry = emptyEntry();
let lineSays = isCopy || !navigator.onLine ? "gone" : "";
let leftover = false;
let fresh = !isCopy;
let unkept = "";
let said = { back: [], shut: [] };
let pause = SOONEST;
let next = 0;
let quiet = 0;
const touched = new Set();

await begin();

async function begin() {
  // Whoever types before all this is loaded is heard too.
  fields.form?.addEventListener("input", remember);
  for (const element of fields.changedByHand()) if (!NEVER.has(element)) touched.add(element);
  try {
    keep = isCopy ? await keepHere() : await keepOf(document.body.dataset.account);
    entry = isCopy ? await keep.get(NAME) ?? emptyEntry() : await meet();
    if (!isCopy) said = await wordsLeft(keep, report);
  } catch (problem) {
    cannotKeep(problem);
  }
  fillIn();
  leftover = !isCopy && !entry.asked && !isIdle(entry);
  fields.form?.addEventListener("change", () => keepNow());
  fields.form?.addEventListener("submit", save);
  bar.listen({ send: again, drop, choose });
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden && lineSays === "gone") again(); });
  window.addEventListener("offline", () => { lineSays = "gone"; render(); later(); });
  window.addEventListener("pagehide", () => keepNow());
  whenChangedElsewhere(async (changed) => { if (changed === report && keep) { await refresh(); render(); } });
  await keepNow();
  render();
  if (isCopy || (entry.asked && waiting(entry))) attempt();
}

/** A page fresh from the server: what it holds already is not waiting any more. */
async function meet() {
  const open = Object.fromEntries(fields.openElements().map((element) => [element, fields.standing(element)]));
  const refusedJustNow = Boolean(document.querySelector("[data-errors]"));
  const found = await keep.change(NAME, (kept) => {
    const now = kept && met(kept, open, fields.same);
    return now && refusedJustNow ? { ...now, asked: false } : now;
  });
  if (found && isIdle(found)) await keep.remove(NAME); // told once: "Đã gửi …"
  return found ?? emptyEntry();
}

/** Put into the fields what the server is known to hold, and over it what is waiting. */
function fillIn() {
  for (const [element, now] of Object.entries(entry.known)) {
    if (now.revision > fields.standing(element).revision) fields.setStanding(element, now, touched.has(element) ? fields.fieldOf(element)?.value : shownOf(element) ?? now.text);
  }
  for (const element of fields.openElements()) {
    const text = touched.has(element) ? undefined : shownOf(element);
    if (text !== undefined) fields.show(element, text);
  }
}

function shownOf(element) {
  const collided = entry.conflicts.find((one) => one.element === element);
  return (entry.cells[element] ?? entry.sending?.cells[element])?.text ?? collided?.yours;
}

async function refresh() {
  entry = await keep.get(NAME) ?? emptyEntry();
  fillIn();
}

function remember(event) {
  const element = fields.elementOf(event.target);
  if (!element || NEVER.has(element) || !event.isTrusted && shownOf(element) === event.target.value) return;
  touched.add(element);
  clearTimeout(quiet);
  quiet = setTimeout(keepNow, SETTLE);
}

/** Keep what was typed since the last time; `asked`: it is to be sent as soon as there is a line. */
async function keepNow(asked = isCopy || lineSays === "gone" || lineSays === "signed-out") {
  clearTimeout(quiet);
  if (!keep || !(touched.size || asked && !entry.asked)) return;
  const cells = [...touched].map((element) => [element, fields.typedIn(element)]);
  touched.clear();
  try {
    const now = await keep.change(NAME, (kept) => {
      const all = cells.reduce((before, [element, cell]) => typed(before, element, cell), kept ?? emptyEntry());
      return isIdle(all) && !all.sent && !Object.keys(all.known).length ? null : { ...all, asked: all.asked || asked, sent: cells.length ? null : all.sent };
    });
    entry = now ?? emptyEntry();
    unkept = "";
  } catch (problem) {
    for (const [element] of cells) touched.add(element);
    cannotKeep(problem);
  }
  if (cells.length) leftover = false;
  render();
  if (entry.asked && waiting(entry)) later();
}

function cannotKeep(problem) {
  if (!(problem instanceof NotKept)) throw problem;
  unkept = problem.message;
}

/** "Lưu nháp": goes its usual way where there is a line; else the figures wait here, and the words stay on the page. */
async function save(event) {
  if (event.defaultPrevented) return;
  event.preventDefault();
  if (fields.form.dataset.sent) return;
  const button = document.querySelector("[data-save]");
  button?.setAttribute("aria-busy", "true");
  await keepNow(Boolean(keep) && !isCopy ? true : undefined);
  if (isCopy) { await attempt(); return; }
  if (keep) await keepWords(keep, report, NEVER).catch(cannotKeep);
  const says = await line(lineAddress);
  button?.removeAttribute("aria-busy");
  if (says.state === "open" && says.account === document.body.dataset.account) {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = says.token;
    fields.form.dataset.sent = "1";
    if (button) button.disabled = true;
    fields.form.submit();
    return;
  }
  lineSays = says.state === "open" ? "other" : says.state === "forbidden" ? "" : says.state;
  if (says.state === "forbidden") { fields.form.submit(); return; } // the server's own page says why
  for (const field of fields.changedWords()) field.dispatchEvent(new Event("input", { bubbles: true })); // still unsaved
  render();
  bar.place.scrollIntoView({ block: "center" });
  later();
}

/** At once, and soon again where it is in vain: somebody asked, or the line may be back. */
function again() {
  pause = SOONEST;
  attempt();
}

async function attempt() {
  clearTimeout(next);
  next = 0;
  if (!keep) { lineSays = (await line(lineAddress)).state; render(); if (lineSays === "gone") later(); return; }
  await keepNow();
  const before = lineSays;
  if (waiting(entry) && entry.asked) { lineSays = "sending"; render(); }
  let outcome = await deliver(keep, report, lineAddress).catch((problem) => { cannotKeep(problem); return "gone"; });
  if (outcome === "nothing") outcome = (await line(lineAddress)).state;
  if (outcome === "open" && before === "") lineSays = "";
  else lineSays = ["gone", "signed-out"].includes(outcome) ? outcome : "open";
  if (outcome === "sent" || outcome === "partly") fresh = false;
  await refresh().catch(cannotKeep);
  render();
  if (lineSays !== "open" || waiting(entry) && !entry.refused && outcome !== "open") later();
}

/** Each try in vain lets the next wait longer; what is typed meanwhile puts none off. */
function later() {
  if (next) return;
  next = setTimeout(attempt, pause);
  pause = Math.min(pause * 2, LATEST);
}

async function choose(picked) {
  const change = (kept) => Object.entries(picked).reduce((now, [element, which]) => chosen(now, element, which), kept ?? entry);
  entry = await keep.change(NAME, (kept) => change(kept));
  for (const [element, now] of Object.entries(entry.known)) fields.setStanding(element, now, shownOf(element) ?? now.text);
  tellOthers(report);
  render();
  attempt();
}

async function drop() {
  const dropped = [...Object.keys(entry.cells), ...entry.conflicts.map((one) => one.element)];
  await keep.remove(NAME);
  await dropWords(keep, report, said.back);
  said = { back: [], shut: [] };
  entry = emptyEntry();
  leftover = false;
  for (const element of dropped) fields.show(element, fields.standing(element).text);
  touched.clear();
  tellOthers(report);
  render();
}

function render() {
  const shut = Object.entries(entry.cells).filter(([element]) => !fields.fieldOf(element) || entry.refused);
  const left = shut.map(([element, cell]) => `${fields.labelOf(element)}: ${cell.text || "(để trống)"}`);
  const words = isCopy ? 0 : fields.changedWords().length;
  bar.tellLine(lineOf(lineSays));
  bar.tell(barOf({ entry, line: lineSays, kept: isCopy, leftover, left, fresh, unkept, words, said }));
  bar.offer(entry.conflicts);
}
