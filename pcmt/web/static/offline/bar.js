// Says at the top of a report, in words, where it stands while the line is weak, and lets one choose between two figures.

const root = document.querySelector("[data-away]");
const part = (name) => root.querySelector(`[data-away-${name}]`);

/**
 * Show or hide the bar. told: {tone, words, more, left, send, enter, open, drop}; null hides it.
 *
 * left: lines to list. send, enter, open, drop: whether each of the ways on is offered.
 */
export function tell(told) {
  const bar = part("bar");
  bar.hidden = !told;
  if (!told) return;
  bar.className = `message ${told.tone}`;
  write(part("words"), told.words);
  write(part("more"), told.more ?? "");
  const left = part("left");
  left.hidden = !told.left?.length;
  left.replaceChildren(...(told.left ?? []).map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  for (const way of ["send", "enter", "open", "drop"]) part(way).hidden = !told[way];
  part("doing").hidden = !(told.send || told.enter || told.open || told.drop);
  part("enter").href = `${root.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
  part("open").href = location.href;
}

/** Say in the head of a page that came without a line how the line is now. */
export function tellLine(words) {
  const place = document.querySelector("[data-offline-line]");
  if (place) write(place, words);
}

// Said again only where it changed: a reader of the screen hears each change once.
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Have these called when somebody presses a button: {send, drop, choose({element: "mine" | "theirs"})}. */
export function listen({ send, drop, choose }) {
  part("send").addEventListener("click", send);
  part("drop").addEventListener("click", drop);
  part("choose").addEventListener("click", () => {
    const picked = [...part("choices").querySelectorAll("input:checked")];
    choose(Object.fromEntries(picked.map((input) => [input.dataset.element, input.value])));
  });
}

/** Lay out the figures to choose between; a choice made already but not saved stays. */
export function offer(conflicts) {
  const body = part("choices");
  const made = new Map([...body.querySelectorAll("input:checked")].map((input) => [input.dataset.element, input.value]));
  const appeared = part("choosing").hidden && conflicts.length > 0;
  part("choosing").hidden = !conflicts.length;
  body.replaceChildren(...conflicts.map((one) => line(one, made.get(one.element) ?? "theirs")));
  if (appeared) part("choosing").querySelector("h2").focus();
}

function line(one, which) {
  const row = part("choice").content.cloneNode(true);
  row.querySelector("th").textContent = one.label;
  const [mine, theirs] = row.querySelectorAll("b");
  mine.textContent = one.yours || "(để trống)";
  theirs.textContent = one.theirs || "(để trống)";
  row.querySelector("small").textContent = [one.own ? "anh/chị, ở cửa sổ khác" : one.by, one.at].filter(Boolean).join(", ") || "đã sửa từ nơi khác";
  for (const input of row.querySelectorAll("input")) {
    input.name = `chon:${one.element}`;
    input.dataset.element = one.element;
    input.checked = input.value === which;
  }
  return row;
}

export const place = root;
