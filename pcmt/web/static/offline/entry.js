// What somebody typed into one form and the server has not taken yet: a value, and how it changes. Nothing here asks the
// browser or the server. {cells, sending, conflicts, known, asked, refused, sent}
//   cells      by element: {text, seen, base, wrong}: typed, over the revision and text that stood there
//   sending    {key, cells}: under way; sent again under the same key until an answer comes
//   conflicts  [{element, label, yours, theirs, by, at, revision}]: somebody else was there first; one has to choose
//   known      by element: {text, revision}: what the server said stands there, newer than the page
//   asked      whether it is to be sent as soon as there is a line
//   refused    {message, remedy}: the server would not take it

export const emptyEntry = () => ({ cells: {}, sending: null, conflicts: [], known: {}, asked: false, refused: null, sent: null });

/** How many figures wait to be sent, without those that are no figures yet and those that one must choose between. */
export function waiting(entry) {
  const codes = new Set(Object.keys(entry?.cells ?? {}).filter((code) => !entry.cells[code].wrong));
  for (const code of Object.keys(entry?.sending?.cells ?? {})) codes.add(code);
  return codes.size;
}

export const faulty = (entry) => Object.values(entry?.cells ?? {}).filter((cell) => cell.wrong).length;

export const isIdle = (entry) => !Object.keys(entry.cells).length && !entry.sending && !entry.conflicts.length;

/** What was typed over what stood there; typed back to it, there is nothing left to send. */
export function typed(entry, element, cell) {
  const cells = { ...entry.cells };
  if (cell.text === cell.base && !entry.sending?.cells[element]) delete cells[element];
  else cells[element] = cell;
  const conflicts = entry.conflicts.filter((one) => one.element !== element);
  return { ...entry, cells, conflicts, refused: null };
}

/** Take what is ready under way, under a fresh key; what is under way already keeps its own. */
export function begun(entry, key) {
  if (entry.sending || !entry.asked) return entry;
  const ready = Object.entries(entry.cells).filter(([, cell]) => !cell.wrong);
  if (!ready.length) return entry;
  const rest = Object.fromEntries(Object.entries(entry.cells).filter(([, cell]) => cell.wrong));
  return { ...entry, cells: rest, sending: { key, cells: Object.fromEntries(ready) } };
}

/** What the server answered to what was under way: {saved, conflicts, voided, stored, at}. */
export function settled(entry, answer) {
  if (!entry.sending) return entry;
  const cells = { ...entry.cells };
  const collided = answer.conflicts.map((one) => {
    const newer = cells[one.element];
    delete cells[one.element];
    return { ...one, yours: newer?.text ?? one.yours };
  });
  for (const [element, now] of Object.entries(answer.stored)) {
    if (!cells[element]) continue;
    cells[element] = { ...cells[element], seen: now.revision, base: now.text };
    if (cells[element].text === now.text) delete cells[element];
  }
  const count = Object.keys(entry.sending.cells).length - collided.length;
  return {
    ...entry,
    cells,
    sending: null,
    conflicts: [...entry.conflicts, ...collided],
    known: { ...entry.known, ...answer.stored },
    sent: { count, at: answer.at, voided: answer.voided },
    refused: null,
  };
}

/** The server would not take it: back to what was typed, to be sent again only when somebody asks. */
export function turnedAway(entry, refused) {
  const back = { ...entry.sending?.cells, ...entry.cells };
  for (const [element, wrong] of Object.entries(refused.fields ?? {})) if (back[element]) back[element] = { ...back[element], wrong };
  return { ...entry, cells: back, sending: null, asked: false, refused: { message: refused.message, remedy: refused.remedy } };
}

/** Of two figures for a cell the one that is to stand: mine goes out over theirs, theirs stays. */
export function chosen(entry, element, which) {
  const one = entry.conflicts.find((conflict) => conflict.element === element);
  if (!one) return entry;
  const rest = { ...entry, conflicts: entry.conflicts.filter((conflict) => conflict !== one) };
  const known = { ...entry.known, [element]: { text: one.theirs, revision: one.revision } };
  if (which === "theirs") return { ...rest, known };
  const mine = { text: one.yours, seen: one.revision, base: one.theirs, wrong: "" };
  return { ...rest, known, asked: true, cells: { ...rest.cells, [element]: mine } };
}

/**
 * A page fresh from the server, with what stands in each cell: {element: {text, revision, label}}.
 *
 * What stands there as it was typed is no longer waiting; what was changed meanwhile from elsewhere is to be chosen
 * between, but for what is no figure and could never stand; what has no open field any more is left, and told.
 */
export function met(entry, standing, same) {
  const cells = {};
  const conflicts = [...entry.conflicts];
  for (const [element, cell] of Object.entries(entry.cells)) {
    const now = standing[element];
    if (!now || now.revision === cell.seen || entry.sending?.cells[element]) cells[element] = cell;
    else if (!cell.wrong && !same(element, now.text, cell.text)) {
      conflicts.push({ element, label: now.label, yours: cell.text, theirs: now.text, by: "", at: "", revision: now.revision });
    }
    if (now && same(element, now.text, cell.text) && !entry.sending?.cells[element]) delete cells[element];
  }
  const open = conflicts.filter((one) => !standing[one.element] || !same(one.element, standing[one.element].text, one.yours));
  return { ...entry, cells, conflicts: open, known: {} };
}
