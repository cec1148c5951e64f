// A chart's data (pcmt.web.charts) as options of ECharts, in the colours of the style sheet's tokens. Lines are told
// apart by dashes and symbols, columns by hatching, so that a picture in grey reads as well.
const DASHES = ["solid", [1, 5], [9, 5], [12, 4, 1, 4], [4, 4]];
const SYMBOLS = ["circle", "diamond", "triangle", "roundRect", "emptyCircle"];

const LETTER = 6.6; // pixels that a letter of a name takes, on the average
const LINE = 14; // pixels that the words of a mark take above the picture

const number = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

// The value of a token as the page shows it now; `onPaper` as the light style sheet has it, whatever the theme.
function token(name, onPaper = false) {
  if (onPaper) {
    const sheet = [...document.styleSheets].find((one) => one.href?.includes("tokens"));
    const found = sheet && [...sheet.cssRules].find((rule) => rule.selectorText === ":root")?.style;
    if (found) return found.getPropertyValue(`--${name}`).trim();
  }
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// What is said of a period, a line a series: for the tooltip, and to be read out.
export function wordsOf(chart, place) {
  const told = chart.series
    .filter((series) => series.values[place] !== null)
    .map((series) => `${series.name}: ${series.role === "least" ? "ít nhất " : ""}${series.written[place]}`);
  if (chart.band && chart.band.lows[place] !== null) told.push(`${chart.band.name}: ${chart.band.written[place]}`);
  return [chart.periods[place], ...(told.length ? told : ["chưa có số liệu"])];
}

// How many lines the names of the series take; long names of communes do not fit beside each other.
function legendLines(names, width) {
  let lines = 1;
  let x = 0;
  for (const name of names) {
    const wide = Math.min(name.length * LETTER + 44, width);
    if (x && x + wide > width) {
      lines += 1;
      x = 0;
    }
    x += wide;
  }
  return lines;
}

// onPaper: as a picture of its own, with title, unit, source and date, in the light colours. width: of the canvas.
export function options(chart, onPaper = false, width = 640) {
  const look = (name) => token(name, onPaper);
  const font = { fontFamily: getComputedStyle(document.body).fontFamily, color: look("ink-2") };
  const percent = chart.unit === "%" ? "%" : "";
  const several = chart.series.length + (chart.band ? 1 : 0) > 1;
  const above = onPaper ? 62 : 0;
  const names = [...chart.series.map((series) => series.name), ...(chart.band ? [chart.band.name] : [])];
  const legend = several ? 16 + 24 * legendLines(names, width) : 24;
  const told = Math.min(chart.marks.length, 2) * LINE;
  return {
    animation: !onPaper && !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 300,
    textStyle: font,
    ...(onPaper && { backgroundColor: look("sheet"), title: titleOf(chart, font, look("ink")) }),
    color: [1, 2, 3, 4, 5].map((place) => look(`series-${place}`)),
    aria: { enabled: true, label: { enabled: false }, decal: { show: chart.series.length > 1 } },
    grid: { left: 12, right: 24, top: above + legend + told, bottom: 12, containLabel: true },
    legend: {
      show: several,
      left: onPaper ? 12 : 0,
      top: above,
      itemWidth: 26,
      textStyle: { ...font, width: width - 48, overflow: "truncate" },
      data: names,
    },
    // Rich text: the HTML tooltip would need style attributes, which the content policy refuses.
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: look("sheet"),
      borderColor: look("line"),
      textStyle: { ...font, color: look("ink") },
      formatter: (hits) => wordsOf(chart, hits[0].dataIndex).join("\n"),
    },
    xAxis: {
      type: "category",
      data: chart.periods,
      axisLine: { lineStyle: { color: look("line") } },
      axisTick: { show: false },
      axisLabel: { color: look("ink-2"), hideOverlap: true },
    },
    yAxis: {
      type: "value",
      minInterval: chart.whole ? 1 : 0,
      splitLine: { lineStyle: { color: look("line") } },
      axisLabel: { color: look("ink-2"), formatter: (value) => number.format(value) + percent },
    },
    series: [
      ...chart.series.map((series, place) => drawn(chart, series, place, font, look)),
      ...chart.series.flatMap((series, place) => parted(chart, series, place, look)),
      ...ranged(chart, look),
    ],
  };
}

function titleOf(chart, font, ink) {
  return {
    text: chart.title,
    subtext: chart.origin,
    left: 12,
    top: 8,
    textStyle: { ...font, color: ink, fontSize: 16, width: 860, overflow: "break" },
    subtextStyle: { ...font, fontSize: 12, width: 860, overflow: "break" },
  };
}

function drawn(chart, series, place, font, look) {
  const isTarget = series.role === "target";
  const isLeast = series.role === "least";
  return {
    name: series.name,
    type: chart.kind,
    data: series.values,
    connectNulls: false,
    barMaxWidth: 28,
    cursor: series.links.length ? "pointer" : "default",
    ...(chart.kind === "line" && {
      symbol: isLeast ? "emptyTriangle" : isTarget ? "rect" : SYMBOLS[place % SYMBOLS.length],
      symbolSize: isLeast ? 9 : isTarget ? 6 : 7,
      showAllSymbol: true,
      lineStyle: {
        width: isLeast || isParted(chart, series) ? 0 : isTarget ? 1.6 : 2.6,
        type: isTarget ? "dashed" : DASHES[place % DASHES.length],
      },
    }),
    ...(place === 0 && chart.marks.length > 0 && { markLine: marked(chart, font) }),
    ...(isTarget && { color: look("ink") }),
    ...(isLeast && { color: look("ink-2") }),
  };
}

// What starts anew at a place is not joined to what came before: its points stay one series, its line is drawn in parts.
function isParted(chart, series) {
  return chart.cuts.length > 0 && series.role === "";
}

function parted(chart, series, place, look) {
  if (!isParted(chart, series)) return [];
  const edges = [0, ...chart.cuts, chart.periods.length];
  return edges.slice(1).map((end, run) => ({
    type: "line",
    name: series.name,
    data: series.values.map((value, at) => (at >= edges[run] && at < end ? value : null)),
    connectNulls: false,
    symbol: "none",
    silent: true,
    lineStyle: { width: 2.6, type: DASHES[place % DASHES.length], color: look(`series-${(place % 5) + 1}`) },
  }));
}

// Words stand above the picture, on the side with more room; those of neighbours in two rows.
function marked(chart, font) {
  const label = (place, order) => ({
    ...font,
    position: "end",
    rotate: 0,
    fontSize: 11,
    distance: 3 + LINE * (order % 2),
    align: place * 2 < chart.periods.length ? "left" : "right",
    formatter: chart.marks[order].words,
  });
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: font.color, type: "dotted", width: 1.5 },
    data: chart.marks.map((mark, order) => ({ xAxis: mark.place, label: label(mark.place, order) })),
  };
}

// A range is two lines that nobody sees, the upper standing on the lower, with what lies between them filled.
function ranged(chart, look) {
  if (!chart.band) return [];
  const bare = { type: "line", stack: "range", symbol: "none", silent: true, connectNulls: true, lineStyle: { opacity: 0 } };
  const { name, lows, highs } = chart.band;
  return [
    { ...bare, name: "", data: lows },
    {
      ...bare,
      name,
      data: highs.map((high, place) => (high === null || lows[place] === null ? null : high - lows[place])),
      itemStyle: { color: look("series-1"), opacity: 0.25 },
      areaStyle: { color: look("series-1"), opacity: 0.18 },
    },
  ];
}
