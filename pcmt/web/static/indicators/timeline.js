// The map of an indicator over its periods as a slider: the frames are fetched once, when somebody reaches for it.
// Without this script the periods are links, each to the page of that period.
const PAUSE = 1100; // milliseconds a frame stands while the map plays

const box = document.querySelector("[data-timeline]");
if (box) slide(box);

function slide(box) {
  const links = [...box.querySelectorAll("a[href]")];
  const map = box.closest("[data-map]");
  const range = box.querySelector("input");
  const play = box.querySelector("button");
  const title = map.closest(".sheet")?.querySelector("header h2");
  const origin = map.querySelector("[data-origin]"); // names the period beside unit, source and day
  let named = title?.textContent.split(" · ").pop();
  let fetched;
  let playing;

  const frames = () => (fetched ??= fetch(box.dataset.timeline, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
    .catch(() => { fetched = undefined; stop(); box.querySelector("[data-said]").textContent = "Chưa tải được các kỳ; chọn từng kỳ ở hàng dưới."; }));

  async function show(place) {
    const told = await frames();
    const period = new URL(links[place].href).searchParams.get("ky");
    const frame = told?.frames.find((one) => one.period === period);
    if (!frame) return;
    fill(map, told, frame);
    const shown = frame.title.split(" · ").pop();
    if (title) title.textContent = frame.title;
    if (origin && named) origin.textContent = origin.textContent.replace(named, shown);
    named = shown;
    range.setAttribute("aria-valuetext", frame.title);
    box.querySelector("[data-said]").textContent = shown;
    links.forEach((link, number) => link.toggleAttribute("data-shown", number === place));
  }

  function stop() {
    clearInterval(playing);
    playing = undefined;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "Chạy";
  }

  function start() {
    let place = Number(range.value) >= links.length - 1 ? 0 : Number(range.value);
    play.setAttribute("aria-pressed", "true");
    play.textContent = "Dừng";
    const step = () => {
      range.value = place;
      show(place);
      place += 1;
      if (place >= links.length) stop();
    };
    step();
    playing = setInterval(step, PAUSE);
  }

  box.querySelector("[data-sliding]").hidden = false;
  range.max = links.length - 1;
  range.value = links.findIndex((link) => link.getAttribute("aria-current"));
  range.addEventListener("pointerenter", frames);
  range.addEventListener("focus", frames);
  range.addEventListener("input", () => { stop(); show(Number(range.value)); });
  play.addEventListener("click", () => (playing ? stop() : start()));
}

function fill(map, told, frame) {
  told.areas.forEach((area, place) => {
    const unit = map.querySelector(`[data-key="${area}"]`);
    if (!unit) return;
    const [kind, words] = [frame.kinds[place], frame.words[place]];
    const path = unit.querySelector("path");
    const cell = unit.querySelector(".cell");
    if (path) path.setAttribute("fill", `url(#fill-${kind})`);
    if (cell) cell.className = `cell ${kind}`;
    rename(unit, words);
    const link = unit.matches("a") ? unit : unit.querySelector("a");
    if (link && frame.references[place]) link.setAttribute("href", told.trace + frame.references[place]);
  });
  const legend = map.querySelector(".legend");
  while (legend?.children.length && legend.children.length < frame.legend.length) {
    legend.append(legend.lastElementChild.cloneNode(true));
  }
  legend?.querySelectorAll("li").forEach((line, place) => {
    const [kind, words] = frame.legend[place] ?? [];
    line.hidden = !kind;
    if (!kind) return;
    line.lastChild.textContent = words;
    line.querySelector("rect")?.setAttribute("fill", `url(#fill-${kind})`);
    const cell = line.querySelector(".cell");
    if (cell) cell.className = `cell ${kind}`;
  });
}

// "3. Xã Sen Hồng: 7 người" keeps what stands before the colon; a tile says its words apart.
function rename(unit, words) {
  const title = unit.querySelector("title");
  if (title) title.textContent = `${title.textContent.split(": ")[0]}: ${words}`;
  const cell = unit.querySelector(".cell");
  if (!cell) return;
  cell.title = `${cell.title.split(": ")[0]}: ${words}`;
  cell.querySelector(".unseen").textContent = `: ${words}`;
}
