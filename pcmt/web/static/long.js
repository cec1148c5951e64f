// Tables of very many rows: a field above finds rows as one types, and a phone shows the first ones until all are asked
// for. Without script, and on paper, they stand there whole.
import { bare, wordsOf } from "./bare.js";

const MANY = 30;
const FIRST = 12; // rows that a phone shows of them
const PHONE = matchMedia("(max-width: 820px)");
const number = new Intl.NumberFormat("vi");

let count = 0;
for (const frame of document.querySelectorAll("[data-long]")) {
  const rows = [...frame.querySelectorAll("tbody > tr:not(.group)")];
  if (rows.length > MANY) shorten(frame, rows);
}

function shorten(frame, rows) {
  const said = rows.map((row) => bare(row.textContent));
  const groups = [...frame.querySelectorAll("tr.group")];
  const field = Object.assign(document.createElement("input"), { type: "search", id: `find-row-${(count += 1)}`, autocomplete: "off" });
  const told = Object.assign(document.createElement("small"), { textContent: `${number.format(rows.length)} dòng` });
  told.setAttribute("role", "status");
  const label = Object.assign(document.createElement("label"), { htmlFor: field.id, textContent: "Tìm trong bảng" });
  const finder = Object.assign(document.createElement("p"), { className: "finder no-print" });
  finder.append(label, field, told);
  frame.before(finder);

  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn" });
  button.textContent = `Hiện cả ${number.format(rows.length)} dòng`;
  const more = Object.assign(document.createElement("p"), { className: "finder more no-print" });
  more.append(button);
  frame.after(more);
  let whole = false;

  const show = () => {
    const asked = wordsOf(field.value);
    const found = said.map((words) => asked.every((one) => words.includes(one)));
    rows.forEach((row, place) => {
      row.hidden = !found[place];
      row.classList.toggle("beyond", !whole && !asked.length && place >= FIRST);
    });
    for (const group of groups) group.hidden = ![...group.parentElement.querySelectorAll("tr:not(.group)")].some((row) => !row.hidden && !(PHONE.matches && row.classList.contains("beyond")));
    const left = found.filter(Boolean).length;
    told.textContent = asked.length ? `${number.format(left)} trong ${number.format(rows.length)} dòng` : `${number.format(rows.length)} dòng`;
    more.hidden = whole || asked.length > 0;
  };
  field.addEventListener("input", show);
  PHONE.addEventListener("change", show);
  button.addEventListener("click", () => {
    whole = true;
    show();
    const next = rows[FIRST].querySelector("a, input, button, select");
    next?.focus();
  });
  show();
}
