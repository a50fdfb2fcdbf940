"use strict";
// Where the nodes of a small graph stand: columns from goal to district, each column ordered so that few edges cross.

const COLUMN_OF = { Department: 0, Sector: 0, Goal: 1, Indicator: 2, Target: 2, Measure: 3, Commitment: 3, Project: 4, Place: 5, District: 5, Period: 6 };
const BOX = { width: 172, height: 36, gap: 10, between: 52, margin: 16 };

/** Place the nodes; returns {width, height, places: node → {x, y, column}}. */
function layOut(nodes, edges) {
  const used = [...new Set(nodes.map((node) => COLUMN_OF[node.label] ?? 6))].sort((a, b) => a - b);
  const columns = used.map((number) => nodes.filter((node) => (COLUMN_OF[node.label] ?? 6) === number));
  const near = new Map(nodes.map((node) => [node, []]));
  for (const edge of edges) {
    near.get(edge.from).push(edge.to);
    near.get(edge.to).push(edge.from);
  }
  const rank = new Map();
  columns.forEach((column) => column.forEach((node, at) => rank.set(node, at / column.length)));
  for (let round = 0; round < 4; round++) {
    for (const column of round % 2 ? [...columns].reverse() : columns) {
      const middle = new Map(column.map((node) => [node, mean(near.get(node).filter((other) => !column.includes(other)).map((other) => rank.get(other)), rank.get(node))]));
      column.sort((a, b) => middle.get(a) - middle.get(b) || a.at - b.at);
      column.forEach((node, at) => rank.set(node, (at + 0.5) / column.length));
    }
  }
  const tallest = Math.max(...columns.map((column) => column.length));
  const height = tallest * (BOX.height + BOX.gap) - BOX.gap + 2 * BOX.margin;
  const places = new Map();
  columns.forEach((column, at) => {
    const top = (height - column.length * (BOX.height + BOX.gap) + BOX.gap) / 2;
    column.forEach((node, row) => places.set(node, { x: BOX.margin + at * (BOX.width + BOX.between), y: top + row * (BOX.height + BOX.gap), column: at }));
  });
  return { width: columns.length * (BOX.width + BOX.between) - BOX.between + 2 * BOX.margin, height, places };
}

function mean(values, otherwise) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;
}

/** The curve between two boxes; neighbours in one column are joined by a bow on the right. */
function curve(a, b) {
  const middle = BOX.height / 2;
  if (a.column === b.column) {
    const x = a.x + BOX.width;
    return `M${x},${a.y + middle} C${x + 46},${a.y + middle} ${x + 46},${b.y + middle} ${x},${b.y + middle}`;
  }
  const [left, right] = a.column < b.column ? [a, b] : [b, a];
  const [x0, y0, x1, y1] = [left.x + BOX.width, left.y + middle, right.x, right.y + middle];
  const bend = Math.max((x1 - x0) / 2, 30);
  return `M${x0},${y0} C${x0 + bend},${y0} ${x1 - bend},${y1} ${x1},${y1}`;
}
