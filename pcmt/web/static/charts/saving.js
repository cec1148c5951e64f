// A chart as a file, with its title, unit, source and date: drawn anew in the light colours, whatever the page shows.
import { options } from "./options.js";

const WIDTH = 900;
const HEIGHT = 520;
const SHARPER = 2; // a PNG for print has so many dots a point

export function saveOnAsking(figure, echarts, chart) {
  const box = figure.querySelector("[data-saving]");
  if (!box) return;
  box.hidden = false;
  box.addEventListener("click", async (event) => {
    const kind = event.target.closest("[data-save]")?.dataset.save;
    if (!kind) return;
    const svg = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
    svg.setOption(options(chart, true, WIDTH));
    const text = svg.renderToSVGString();
    svg.dispose();
    hand(kind === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await painted(echarts, chart), `${nameOf(chart)}.${kind}`);
  });
}

// Drawn on a canvas of its own: a picture made from SVG text would miss the fonts of the page.
async function painted(echarts, chart) {
  const canvas = document.createElement("canvas");
  const picture = echarts.init(canvas, null, { devicePixelRatio: SHARPER, width: WIDTH, height: HEIGHT });
  picture.setOption(options(chart, true, WIDTH));
  picture.getZr().flush();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  picture.dispose();
  return blob;
}

function nameOf(chart) {
  const plain = chart.title.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gu, "d").replace(/Đ/gu, "D");
  return plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/gu, "").toLowerCase().slice(0, 80) || "bieu-do";
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
