// A chart by the keyboard: arrows walk from period to period and read each out, Enter leads to where it is explained.
import { wordsOf } from "./options.js";

export function walkByKeys(canvas, told, drawn, chart) {
  const last = chart.periods.length - 1;
  const goes = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, Home: () => 0, End: () => last };
  let at = -1;

  function show(place) {
    at = Math.max(0, Math.min(last, place));
    drawn.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at });
    const leads = addressOf(at) ? ". Nhấn Enter để tra nguồn" : "";
    told.textContent = wordsOf(chart, at).join("; ") + leads;
  }

  function addressOf(place) {
    return chart.series.map((series) => series.links[place]).find(Boolean);
  }

  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-roledescription", "biểu đồ, dùng phím mũi tên để đọc từng kỳ");
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && at >= 0 && addressOf(at)) {
      window.location.assign(addressOf(at));
    } else if (goes[event.key]) {
      event.preventDefault();
      show(at < 0 && event.key === "ArrowLeft" ? last : goes[event.key](at));
    } else if (event.key === "Escape") {
      drawn.dispatchAction({ type: "hideTip" });
    }
  });
  canvas.addEventListener("blur", () => drawn.dispatchAction({ type: "hideTip" }));
}
