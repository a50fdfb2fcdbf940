"use strict";
// Tables: which cell holds a position, and one row on its own under the heads of its columns.

const CELLS = DATA.tables.flatMap((table) => table.cells.map(([start, end, row, column, rows, columns]) => ({ table, start, end, row, column, rows, columns })));
CELLS.sort((a, b) => a.start - b.start);

/** The cell of a table's body that holds a position, or null. */
function cellAt(position) {
  const cell = CELLS[after(CELLS, position, (item) => item.start) - 1];
  return cell && position < cell.end && cell.row >= cell.table.head ? cell : null;
}

/** Spans that lie in one row of a table belong together: [{cell, items}], each with the first cell (null outside tables), in the order of the items. */
function byRow(items) {
  const places = [];
  for (const item of items) {
    const cell = cellAt(item.start);
    const known = cell && places.find((place) => place.cell && place.cell.table === cell.table && place.cell.row === cell.row);
    if (known) known.items.push(item);
    else places.push({ cell, items: [item] });
  }
  return places;
}

/** The row of a cell as a small table; the cells that hold one of the spans are set off. */
function rowTable(cell, spans) {
  const { table, row } = cell;
  const cells = CELLS.filter((item) => item.table === table && item.row <= row && row < item.row + item.rows).sort((a, b) => a.column - b.column);
  const seen = (item) => spans.some((span) => span.start < item.end && span.end > item.start);
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": table.title || t("table") }, el("table", { class: "plan one" },
    el("thead", {}, el("tr", {}, cells.map((item) => el("th", { scope: "col", colspan: item.columns > 1 ? item.columns : null, text: headOf(item) })))),
    el("tbody", {}, el("tr", {}, cells.map((item) => el("td", { class: seen(item) ? "hit" : null, colspan: item.columns > 1 ? item.columns : null, text: TEXT.slice(item.start, item.end) }))))));
}

/** The heads over a cell, from the top down, each once. */
function headOf(cell) {
  const over = CELLS.filter((item) => item.table === cell.table && item.row < cell.table.head && item.column < cell.column + cell.columns && cell.column < item.column + item.columns);
  return [...new Set(over.sort((a, b) => a.row - b.row).map((item) => TEXT.slice(item.start, item.end)))].join(" · ");
}
