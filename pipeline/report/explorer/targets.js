"use strict";
// Targets: every number that the plan states of an indicator, with the way from the baseline.

const targetsView = { query: "", filters: { role: "target", chapter: "", sector: "", by: "", attr: "", measure: "" }, order: ["where", 1], at: -1 };
const STATEMENTS = FACTS.filter((fact) => fact.kind === "quantity" || fact.kind === "textual");
const BASES = baselines();

/** For each target the achieved value that it starts from: as the graph links them, else the latest level of the same words and unit. */
function baselines() {
  const found = new Map();
  const actuals = new Map();
  for (const fact of STATEMENTS) {
    if (fact.role !== "actual" || fact.measure !== "level") continue;
    const key = (fact.indicator_id || fact.indicator) + "|" + (fact.scope || "") + "|" + (fact.base_unit || fact.unit);
    if (!actuals.has(key) || (actuals.get(key).by || 0) <= (fact.by || 0)) actuals.set(key, fact);
  }
  for (const fact of STATEMENTS) {
    if (fact.role !== "target" || fact.measure !== "level") continue;
    const edge = (NODE_OF_FACT.get(fact.id) || { edges: [] }).edges.find((item) => item.label === "BASELINE" && item.from.fact === fact.id);
    const key = (fact.indicator_id || fact.indicator) + "|" + (fact.scope || "") + "|" + (fact.base_unit || fact.unit);
    const base = edge ? FACT.get(edge.to.fact) : actuals.get(key);
    if (base && base.value !== undefined && (base.by || 0) < (fact.by || 9999)) found.set(fact.id, base);
  }
  return found;
}

targetsView.show = function (host) {
  this.list = el("tbody");
  this.count = el("span", { class: "dim num" });
  const input = searchBox(t("search"), this.query, (value) => { this.query = value; this.fill(); });
  replace(host, el("div", { class: "sheetview" },
    el("div", { class: "filters" }, input, this.choices(), this.count, button(t("copyCsv"), () => copy(this.csv(), t("copied")))),
    el("div", { class: "scroll wide", tabindex: 0, role: "region", "aria-label": t("targets") }, el("table", { class: "grid targets" }, el("thead", {}, this.headings()), this.list))));
  this.search = input;
  this.fill();
};

targetsView.choices = function () {
  const values = (read) => [...new Set(STATEMENTS.map(read).filter((value) => value !== undefined))];
  const make = (label, name, pairs) => choice(t(label), [["", t("all")], ...pairs], this.filters[name], (value) => { this.filters[name] = value; this.fill(); });
  return [
    make("role", "role", values((fact) => fact.role).map((role) => [role, t(role)])),
    make("chapter", "chapter", values(chapterOf).sort((a, b) => a - b).map((chapter) => [chapter, chapterName(chapter)])),
    make("sector", "sector", values((fact) => fact.sector).sort().map((code) => [code, sectorName(code)])),
    make("year", "by", values((fact) => fact.by).sort().map((year) => [year, year])),
    make("attr", "attr", values((fact) => fact.attr).map((attr) => [attr, t(attr)])),
    make("measureKind", "measure", values((fact) => fact.measure).map((measure) => [measure, t(measure)])),
  ];
};

const chapters = new Map();
function chapterOf(fact) {
  if (!chapters.has(fact.id)) chapters.set(fact.id, sectionAt(fact.start).chapter);
  return chapters.get(fact.id);
}

const COLUMNS = [
  ["indicator", (fact) => fact.indicator], ["baseline", (fact) => progress(fact)], ["value", (fact) => (fact.base_value ?? fact.value ?? -Infinity)], ["year", (fact) => fact.by || 0],
  ["attr", (fact) => fact.attr || ""], ["sector", (fact) => sectorName(fact.sector)], ["where", (fact) => fact.start + (ofThePast(fact) ? TEXT.length : 0)],
];

/** Targets of the period before, as a plan lists them when it looks back: they stand behind its own. */
function ofThePast(fact) {
  return Boolean(DATA.doc.period && fact.by && fact.by < DATA.doc.period[0]);
}

targetsView.headings = function () {
  return el("tr", {}, COLUMNS.map(([name]) => {
    const on = this.order[0] === name;
    return el("th", { scope: "col", "aria-sort": on ? (this.order[1] > 0 ? "ascending" : "descending") : "none" },
      button(t(name), () => { this.order = [name, on ? -this.order[1] : 1]; replace(this.list.previousSibling, this.headings()); this.fill(); }));
  }));
};

/** The statements that pass search and filters, in the chosen order. */
targetsView.rows = function () {
  const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
  const { chapter, ...plain } = this.filters;
  const rows = STATEMENTS.filter((fact) => {
    if (chapter !== "" && String(chapterOf(fact)) !== chapter) return false;
    for (const [name, value] of Object.entries(plain)) if (value !== "" && String(fact[name] ?? "") !== value) return false;
    const text = words.length ? `${fact.indicator} ${amount(fact)} ${fact.scope || ""} ${quote(...sentence(fact.start, fact.end))}`.toLowerCase() : "";
    return words.every((word) => text.includes(word));
  });
  const read = (COLUMNS.find(([name]) => name === this.order[0]) || ["", (fact) => fact.start])[1];
  const keyed = rows.map((fact) => [read(fact), fact]);
  keyed.sort((a, b) => (typeof a[0] === "string" ? a[0].localeCompare(b[0], "zh-CN") : a[0] - b[0]) * this.order[1]);
  return keyed.map(([, fact]) => fact);
};

targetsView.fill = function () {
  this.shown = this.rows();
  this.at = -1;
  this.count.textContent = t("found", this.shown.length);
  replace(this.list, this.shown.length ? this.shown.map((fact) => this.row(fact)) : el("tr", {}, el("td", { colspan: COLUMNS.length, class: "dim", text: t("nothing") })));
};

targetsView.row = function (fact) {
  const section = path(sectionAt(fact.start)).slice(-1)[0];
  return el("tr", {},
    el("td", { class: "name" }, jump("fact=" + fact.id, {}, marked(fact.indicator, this.query)), fact.scope ? el("small", { text: fact.scope }) : null),
    el("td", { class: "barcell" }, bar(fact)),
    el("td", { class: "num value" }, amount(fact), fact.measure && fact.measure !== "level" ? el("small", { text: t(fact.measure) }) : null, fact.role !== "target" ? el("small", { text: t(fact.role) }) : null),
    el("td", { class: "num", text: fact.by || t("none") }),
    el("td", {}, fact.attr ? el("span", { class: "tag" + (fact.attr === "约束性" ? " strong" : ""), text: t(fact.attr) }) : null),
    el("td", { text: sectorName(fact.sector) }),
    el("td", { class: "where" }, el("span", { text: section ? section.title : "" }), el("small", { text: pageLabel(pageAt(fact.start)) })));
};

function comparableValue(fact) {
  return fact.base_value ?? fact.value;
}

function progress(fact) {
  const base = BASES.get(fact.id);
  return base && comparableValue(base) ? comparableValue(fact) / comparableValue(base) : 0;
}

/** Baseline as a tick, target as the end of the bar; both on a scale from nought to the greater. */
function bar(fact) {
  const base = BASES.get(fact.id);
  if (!base || comparableValue(fact) === undefined) return el("span", { class: "dim", text: fact.measure === "level" ? t("none") : "" });
  const [first, last] = [comparableValue(base), comparableValue(fact)];
  const most = Math.max(Math.abs(first), Math.abs(last)) || 1;
  const [x0, x1] = [(Math.abs(first) / most) * 96, (Math.abs(last) / most) * 96];
  const label = `${base.by || ""} ${amount(base)} → ${fact.by || ""} ${amount(fact)}`;
  return el("div", { class: "way", title: label },
    svg("svg", { viewBox: "0 0 100 12", role: "img", "aria-label": label, preserveAspectRatio: "none" },
      svg("rect", { class: "rail", x: 0, y: 4, width: Math.max(x0, x1), height: 4 }),
      svg("rect", { class: last >= first ? "gain" : "loss", x: Math.min(x0, x1), y: 4, width: Math.max(Math.abs(x1 - x0), 0.8), height: 4 }),
      svg("rect", { class: "tick", x: x0 - 0.4, y: 1, width: 0.8, height: 10 })),
    el("small", { class: "num" }, jump("fact=" + base.id, {}, (base.by ? base.by + "  " : "") + amount(base))));
}

/** The shown rows as CSV; a cell that a spreadsheet would take for a formula is made text. */
targetsView.csv = function () {
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  const head = ["indicator", "scope", "op", "value", "value2", "unit", "by", "from", "role", "measure", "attr", "sector", "baseline", "baseline_year", "page", "quote", "id"];
  const lines = this.shown.map((fact) => {
    const base = BASES.get(fact.id);
    return [fact.indicator, fact.scope, fact.op, fact.value ?? fact.text, fact.value2, fact.unit, fact.by, fact.from, fact.role, fact.measure, fact.attr, fact.sector, base?.value, base?.by, pageAt(fact.start), quote(fact.start, fact.end), fact.id];
  });
  return [head, ...lines].map((line) => line.map(cell).join(",")).join("\n");
};

targetsView.key = function (key) {
  const rows = this.list.rows;
  if (!rows.length || !this.shown.length) return;
  this.at = Math.min(Math.max(this.at + (key === "j" ? 1 : -1), 0), rows.length - 1);
  rows[this.at].querySelector("a").focus();
};
