"use strict";
// Coverage: who is reached by what, as heat maps; every cell opens its evidence.

const coverageView = { matrix: DATA.coverage.length ? DATA.coverage[0].id : "", cell: null };

coverageView.show = function (host, address) {
  if (address.get("cell")) {
    const [matrix, row, column] = address.get("cell").split("/");
    if (DATA.coverage.some((item) => item.id === matrix)) Object.assign(this, { matrix, cell: [row, column] });
  }
  const matrix = DATA.coverage.find((item) => item.id === this.matrix);
  if (!matrix) return replace(host, el("p", { class: "hint", text: t("nothing") }));
  this.panel = el("aside", { class: "side", "aria-label": t("evidence") });
  this.table = this.heat(matrix);
  replace(host, el("div", { class: "coverage" }, el("section", {},
    el("div", { class: "pills", role: "group", "aria-label": t("matrix") }, DATA.coverage.map((item) => button(t(item.id), () => { this.matrix = item.id; this.cell = null; location.hash = "view=coverage&matrix=" + item.id; this.show(host, new URLSearchParams()); }, { "aria-pressed": String(item === matrix) }))),
    el("div", { class: "scroll wide", tabindex: 0, role: "region", "aria-label": t(matrix.id) }, this.table)), this.panel));
  if (this.cell) this.open(matrix, ...this.cell);
  else replace(this.panel, el("p", { class: "hint", text: t("openCell") }));
};

/** Sectors are named in the reader's language, everything else as the plan names it. */
function headName([key, name]) {
  return key.startsWith("sector:") ? sectorName(key.slice(7)) || name : name;
}

/** How sure a cell is: as sure as the surest of its entries. */
function surest(entries) {
  return ["stated", "structural", "inferred"].find((name) => entries.some(([, confidence]) => confidence === name)) || "";
}

coverageView.heat = function (matrix) {
  const counts = Object.values(matrix.cells).map((ids) => ids.length).sort((a, b) => a - b);
  const level = (count) => (count ? 1 + Math.min(4, Math.floor((5 * after(counts, count - 1, (item) => item)) / counts.length)) : 0);
  const head = el("tr", {}, el("td"), matrix.columns.map((column) => el("th", { scope: "col" }, el("span", { text: headName(column) }))));
  const rows = matrix.rows.map((row, r) => el("tr", {}, el("th", { scope: "row", text: headName(row) }), matrix.columns.map((column, c) => {
    const ids = matrix.cells[`${r},${c}`] || [];
    const label = `${headName(row)} × ${headName(column)}: ${ids.length}` + (ids.length ? ` · ${t(surest(ids))}` : "");
    return el("td", { class: `heat h${level(ids.length)} ${surest(ids)}` }, ids.length ? button(String(ids.length), () => { this.cell = [row[0], column[0]]; history.replaceState(null, "", `#cell=${encodeURIComponent([matrix.id, row[0], column[0]].join("/"))}`); this.open(matrix, row[0], column[0]); }, { "aria-label": label, title: label, "data-cell": `${row[0]}/${column[0]}` }) : null);
  })));
  return el("table", { class: "matrix" }, el("thead", {}, head), el("tbody", {}, rows));
};

coverageView.open = function (matrix, rowKey, columnKey) {
  const r = matrix.rows.findIndex(([key]) => key === rowKey), c = matrix.columns.findIndex(([key]) => key === columnKey);
  const ids = matrix.cells[`${r},${c}`] || [];
  for (const old of this.table.querySelectorAll(".now")) old.classList.remove("now");
  for (const cell of this.table.querySelectorAll("[data-cell]")) if (cell.dataset.cell === `${rowKey}/${columnKey}`) cell.parentElement.classList.add("now");
  if (r < 0 || c < 0) return;
  evidencePanel(this.panel, `${headName(matrix.rows[r])} × ${headName(matrix.columns[c])}`, ids.map(([id, confidence]) => [FACT.get(id), confidence]).filter(([fact]) => fact));
};

/** A list of facts (or of facts with how sure they belong there) on the right, with its title and a way to close it. */
function evidencePanel(panel, title, facts) {
  panel.classList.add("open");
  replace(panel, el("div", { class: "sidecard" }, button("×", () => panel.classList.remove("open"), { class: "closer", "aria-label": t("close") }),
    el("article", { class: "card", "aria-label": title }, el("header", {}, el("h2", { text: title }), el("p", { class: "dim num", text: t("found", facts.length) })), el("ul", { class: "lines" }, facts.slice(0, 200).map((item) => (Array.isArray(item) ? factLine(...item) : factLine(item)))))));
}

coverageView.close = function () {
  this.panel.classList.remove("open");
};
