// Draws a chart when it scrolls into view: only then is ECharts fetched. The still picture stays for paper.
// What is drawn: charts/options.js; by the keyboard: charts/keys.js; as a file: charts/saving.js.
import { walkByKeys } from "./charts/keys.js";
import { options } from "./charts/options.js";
import { saveOnAsking } from "./charts/saving.js";

const live = new Map();
let library;

function load(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.echarts);
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

async function draw(figure) {
  const echarts = await load(figure.dataset.library);
  const chart = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  figure.classList.add("drawn");
  const drawn = live.get(figure) ?? begin(echarts, figure, chart);
  drawn.setOption(options(chart, false, figure.querySelector(".canvas").clientWidth), true);
}

function begin(echarts, figure, chart) {
  const canvas = figure.querySelector(".canvas");
  const drawn = echarts.init(canvas);
  live.set(figure, drawn);
  drawn.on("click", (hit) => {
    const address = chart.series[hit.seriesIndex]?.links[hit.dataIndex];
    if (address) window.location.assign(address);
  });
  walkByKeys(canvas, figure.querySelector("[data-told]"), drawn, chart);
  saveOnAsking(figure, echarts, chart);
  return drawn;
}

const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    watch.unobserve(entry.target);
    draw(entry.target).catch(() => entry.target.classList.remove("drawn"));
  }
}, { rootMargin: "100px" });

document.querySelectorAll("[data-chart]").forEach((figure) => watch.observe(figure));
window.addEventListener("resize", () => live.forEach((drawn) => drawn.resize()));
const redraw = () => live.forEach((_, figure) => draw(figure));
document.addEventListener("house:theme", redraw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
