// Narrows long lists of choices as one types, with or without marks; ticks stay, and without script all is shown.
import { bare, wordsOf } from "./bare.js";

const frame = document.querySelector("[data-narrow]");
if (frame) {
  frame.hidden = false;
  const groups = [...document.querySelectorAll("[data-group]")].map((group) => ({
    group,
    wasOpen: group.open,
    choices: [...group.querySelectorAll(".many .choice")].map((one) => ({ one, said: bare(one.textContent) })),
  }));
  frame.querySelector("input").addEventListener("input", (event) => {
    const asked = wordsOf(event.target.value);
    for (const { group, wasOpen, choices } of groups) {
      let shown = 0;
      for (const { one, said } of choices) {
        one.hidden = !asked.every((word) => said.includes(word));
        shown += one.hidden ? 0 : 1;
      }
      group.hidden = asked.length > 0 && shown === 0;
      group.open = asked.length > 0 ? shown > 0 : wasOpen;
    }
  });
}

// A group's box says whether all of its agencies are ticked, and ticks or clears them together; what is sent are they.
for (const group of document.querySelectorAll("[data-group]")) {
  const whole = group.querySelector("input[name=groups]");
  const each = [...group.querySelectorAll("input[name=agencies]")];
  if (!whole) continue;
  const told = () => {
    const ticked = each.filter((one) => one.checked).length;
    whole.checked = ticked === each.length;
    whole.indeterminate = ticked > 0 && ticked < each.length;
  };
  if (whole.checked) for (const one of each) one.checked = true;
  told();
  whole.addEventListener("change", () => {
    for (const one of each) one.checked = whole.checked;
  });
  for (const one of each) one.addEventListener("change", told);
}
