// Fills the frame of a page without a line: with the kept form that the address names, or with the list of those kept.
import * as bar from "./bar.js";
import { waiting } from "./entry.js";
import { keepHere } from "./keep.js";
import { LATEST, line, SOONEST } from "./send.js";
import { lineOf } from "./words.js";

const frame = document.querySelector("[data-offline]");
const part = (name) => document.querySelector(`[data-offline-${name}]`);
const report = /^\/bao-cao-so-lieu\/(\d+)\/$/.exec(location.pathname)?.[1];

part("again").href = location.href;
const keep = await keepHere().catch(() => null);
const form = report && keep ? await keep.get(`form:${report}`) : null;
if (form) show(form);
else {
  await list();
  watch();
}

function show({ id, html, title, area, due }) {
  part("title").textContent = `${area}: ${title}`;
  part("lead").textContent = `Hạn gửi ${due}. Bản giữ trên máy này; nhập và kiểm tra như khi có mạng.`;
  document.title = `${title} · PCMT`;
  const place = part("form");
  // Our own page's part, as the server gave it and as it was sealed; the policy of the frame runs no script in it.
  place.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  place.hidden = false;
  document.querySelector("[data-away]").dataset.report = id;
  for (const source of [frame.dataset.gridScript, frame.dataset.reportScript]) {
    const script = Object.assign(document.createElement("script"), { type: "module", src: source, async: false });
    document.head.append(script);
  }
}

async function list() {
  part("list").hidden = false;
  const names = keep ? await keep.names("form:") : [];
  part("none").hidden = names.length > 0;
  for (const name of names) {
    const kept = await keep.get(name);
    if (!kept) continue;
    const line = part("one").content.cloneNode(true);
    const count = waiting(await keep.get(name.replace("form:", "typed:")));
    line.querySelector("a").href = `/bao-cao-so-lieu/${kept.id}/`;
    line.querySelector("b").textContent = `${kept.area}: ${kept.title}`;
    line.querySelector("p").textContent = `Hạn gửi ${kept.due}${count ? ` · ${count} ô chờ gửi` : ""}`;
    part("forms").append(line);
  }
}

/** Say whether the line is back. The page is not opened anew by itself: somebody may be choosing a form. */
function watch() {
  const gone = { title: part("title").textContent, lead: part("lead").textContent };
  const back = { title: "Đã có mạng", lead: "Bấm “Thử mở lại trang” để xem trang cần mở." };
  let next = 0;
  let pause = SOONEST;
  const say = (isGone) => {
    const said = isGone ? gone : back;
    part("title").textContent = said.title;
    part("lead").textContent = said.lead;
    bar.tellLine(lineOf(isGone ? "gone" : "open"));
  };
  const ask = async () => {
    clearTimeout(next);
    say((await line(bar.place.dataset.line)).state === "gone");
    next = setTimeout(ask, pause);
    pause = Math.min(pause * 2, LATEST);
  };
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => { pause = SOONEST; say(true); });
  next = setTimeout(ask, pause);
}
