// Draws a chart when it scrolls into view: only then is ECharts fetched. The still picture stays for paper.
"use strict";

(() => {
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

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  }

  function options(chart) {
    const ink = token("ink");
    const soft = token("ink-2");
    const line = token("line");
    const font = { fontFamily: getComputedStyle(document.body).fontFamily, color: soft };
    const percent = chart.unit === "%" ? "%" : "";
    const number = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });
    return {
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      animationDuration: 300,
      textStyle: font,
      color: [1, 2, 3, 4, 5].map((place) => token(`series-${place}`)),
      grid: { left: 8, right: 20, top: chart.series.length > 1 ? 40 : 24, bottom: 8, containLabel: true },
      legend: { show: chart.series.length > 1, left: 0, top: 0, itemWidth: 18, textStyle: font },
      // Rich text: the HTML tooltip would need style attributes, which the content policy refuses.
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        backgroundColor: token("sheet"),
        borderColor: line,
        textStyle: { ...font, color: ink },
        formatter: (hits) => [hits[0].axisValueLabel]
          .concat(hits.map((hit) => `${hit.seriesName}: ${chart.series[hit.seriesIndex].written[hit.dataIndex]}`))
          .join("\n"),
      },
      xAxis: {
        type: "category",
        data: chart.periods,
        axisLine: { lineStyle: { color: line } },
        axisTick: { show: false },
        axisLabel: { color: soft, hideOverlap: true },
      },
      yAxis: {
        type: "value",
        splitLine: { lineStyle: { color: line } },
        axisLabel: { color: soft, formatter: (value) => number.format(value) + percent },
      },
      series: chart.series.map((series, number) => ({
        name: series.name,
        type: chart.kind,
        data: series.values,
        connectNulls: false,
        barMaxWidth: 28,
        ...(chart.kind === "line" && {
          symbol: series.role === "target" ? "rect" : "circle",
          symbolSize: series.role === "target" ? 6 : 7,
          lineStyle: { width: series.role === "target" ? 1.6 : 2.6, type: series.role === "target" ? "dashed" : "solid" },
        }),
        ...(number === 0 && chart.marks.length > 0 && {
          markLine: {
            silent: true,
            symbol: "none",
            lineStyle: { color: soft, type: "dotted", width: 1.5 },
            label: { ...font, position: "end", rotate: 0, distance: 4 },
            data: chart.marks.map((mark) => ({ xAxis: mark.place, label: { formatter: mark.words } })),
          },
        }),
        ...(series.role === "target" && { color: ink }),
      })),
    };
  }

  async function draw(figure) {
    const echarts = await load(figure.dataset.library);
    const chart = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
    figure.classList.add("drawn");
    const drawn = live.get(figure) ?? echarts.init(figure.querySelector(".canvas"));
    live.set(figure, drawn);
    drawn.setOption(options(chart), true);
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
})();
