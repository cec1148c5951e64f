// Tables of very many rows: a field above finds rows as one types, and a phone shows the first ones until all are asked
// for. Without script, and on paper, they stand there whole.
import { bare, wordsOf } from "./bare.js";

const MANY = 30;
const FIRST = 12; // rows that a phone shows of them
const PHONE = matchMedia("(max-width: 820px)");
const number = new Intl.NumberFormat("vi");

document.querySelectorAll("[data-long]").forEach((frame, place) => {
  const rows = [...frame.querySelectorAll("tbody > tr:not(.group)")];
  if (rows.length > MANY) shorten(frame, rows, `find-row-${place}`);
});

function shorten(frame, rows, id) {
  const said = rows.map((row) => bare(row.textContent));
  const groups = [...frame.querySelectorAll("tr.group")];
  const { field, told, more, button } = beside(frame, id, `${number.format(rows.length)} dòng`);
  let whole = rows.some((row) => row.querySelector(".error, [aria-invalid=true]")); // what is wrong is never folded away

  function show() {
    const asked = wordsOf(field.value);
    rows.forEach((row, place) => {
      row.hidden = !asked.every((word) => said[place].includes(word));
      row.classList.toggle("beyond", !whole && !asked.length && place >= FIRST);
    });
    for (const group of groups) group.hidden = !rows.some((row) => row.parentElement === group.parentElement && isShown(row));
    const left = rows.filter((row) => !row.hidden).length;
    told.textContent = `${asked.length ? `${number.format(left)} trong ` : ""}${number.format(rows.length)} dòng`;
    more.hidden = whole || asked.length > 0;
  }

  function unfold() {
    whole = true;
    field.value = "";
    show();
  }

  field.addEventListener("input", show);
  PHONE.addEventListener("change", show);
  frame.addEventListener("invalid", unfold, true);
  button.addEventListener("click", () => {
    unfold();
    rows[FIRST].querySelector("a, input, select")?.focus();
  });
  show();
}

const isShown = (row) => !row.hidden && !(PHONE.matches && row.classList.contains("beyond"));

// The field stands before the table and the button after it; neither belongs to the form that the table may stand in.
function beside(frame, id, words) {
  const make = (tag, values, ...inside) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  };
  const field = make("input", { type: "search", id, autocomplete: "off" });
  field.setAttribute("form", "");
  const told = make("small", {});
  told.setAttribute("role", "status");
  const label = make("label", { htmlFor: id, textContent: "Tìm trong bảng" });
  frame.before(make("p", { className: "finder no-print" }, label, field, told));
  const button = make("button", { type: "button", className: "btn", textContent: `Hiện cả ${words}` });
  const more = make("p", { className: "finder more no-print" }, button);
  frame.after(more);
  return { field, told, more, button };
}
