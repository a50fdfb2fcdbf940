"use strict";
// Timeline: what falls due when. Targets and commitments stand at the year by which they hold, achieved values at theirs.

const timelineView = { year: null };
const STRANDS = [["commitment", (fact) => fact.kind === "commitment", (fact) => fact.last], ["target", (fact) => fact.role === "target", (fact) => fact.by], ["actual", (fact) => fact.role === "actual", (fact) => fact.by]];

timelineView.show = function (host, address) {
  this.host = host;
  if (address.get("year")) this.year = Number(address.get("year"));
  this.panel = el("aside", { class: "side", "aria-label": t("evidence") });
  this.years = this.byYear();
  replace(host, el("div", { class: "timeline" }, el("section", {}, this.legend(), el("div", { class: "scroll wide", tabindex: 0, role: "region", "aria-label": t("timeline") }, this.picture())), this.panel));
  if (this.year && this.years.has(this.year)) this.open(this.year);
  else replace(this.panel, el("p", { class: "hint", text: t(this.years.size ? "openYear" : "nothing") }));
};

/** Year → facts of each strand; the years between the first and the last of the plan all have a place. */
timelineView.byYear = function () {
  const found = new Map();
  const [first, last] = DATA.doc.period || [0, -1];
  for (let year = first; year <= last; year++) found.set(year, STRANDS.map(() => []));
  for (const fact of FACTS) {
    STRANDS.forEach(([, belongs, yearOf], at) => {
      const year = belongs(fact) ? yearOf(fact) : null;
      if (!year) return;
      if (!found.has(year)) found.set(year, STRANDS.map(() => []));
      found.get(year)[at].push(fact);
    });
  }
  return new Map([...found].sort((a, b) => a[0] - b[0]));
};

timelineView.legend = function () {
  return el("div", { class: "legend" }, STRANDS.map(([name], at) => el("span", {}, el("i", { class: "swatch s" + at }), t(name))));
};

timelineView.picture = function () {
  const step = 72, height = 440, base = height - 36;
  const years = [...this.years];
  const most = Math.max(...years.map(([, strands]) => strands.reduce((sum, facts) => sum + facts.length, 0)), 1);
  const size = (count) => (count ? Math.max(3, (count / most) * (base - 40)) : 0);
  return svg("svg", { class: "years", viewBox: `0 0 ${Math.max(years.length * step, 200)} ${height}`, width: Math.max(years.length * step, 200), height, role: "group", "aria-label": t("timeline") },
    svg("line", { class: "axis", x1: 0, x2: years.length * step, y1: base, y2: base }),
    years.map(([year, strands], at) => this.column(year, strands, at * step, step, base, size)));
};

timelineView.column = function (year, strands, x, step, base, size) {
  const total = strands.reduce((sum, facts) => sum + facts.length, 0);
  const high = size(total);
  let y = base;
  const bars = strands.map((facts, at) => {
    const part = total ? (high * facts.length) / total : 0;
    y -= part;
    return part ? svg("rect", { class: "s" + at, x: x + 14, y, width: step - 28, height: part }) : null;
  });
  const act = () => { this.year = year; history.replaceState(null, "", "#view=timeline&year=" + year); this.open(year); };
  return svg("g", { class: "yearcolumn" + (year === this.year ? " now" : ""), tabindex: 0, role: "button", "data-year": year, "aria-label": `${year}: ${total}`, onclick: act, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } } },
    svg("rect", { class: "touch", x, y: 0, width: step, height: base + 36 }), bars,
    total ? svg("text", { class: "count", x: x + step / 2, y: y - 8, text: total }) : null, svg("text", { class: "year", x: x + step / 2, y: base + 22, text: year }));
};

timelineView.open = function (year) {
  for (const column of this.host.querySelectorAll(".yearcolumn")) column.classList.toggle("now", Number(column.dataset.year) === year);
  evidencePanel(this.panel, t("baseYear", year), this.years.get(year).flat());
};

timelineView.close = function () {
  this.panel.classList.remove("open");
};
