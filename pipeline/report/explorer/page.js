"use strict";
// A page of the source, drawn again from the place of every character: nothing is fetched, and every letter can be pointed at.

const pageRuns = new Map();
DATA.runs.forEach((run) => {
  if (!pageRuns.has(run[1])) pageRuns.set(run[1], []);
  pageRuns.get(run[1]).push(run);
});

function pageSize(page) {
  const sizes = DATA.doc.sizes;
  return sizes[sizes.length === 1 ? 0 : page - 1] || [5953, 8419];
}

/** The page as a picture, with the boxes of the given spans on top. */
function drawPage(page, spans) {
  const [width, height] = pageSize(page);
  const found = spans.flatMap(([start, end]) => boxes(start, end)).filter((box) => box.page === page);
  return svg("svg", { class: "sheet", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": pageLabel(page) },
    svg("rect", { class: "paper", width, height }),
    found.map((box) => svg("rect", { class: "hit", x: box.x0 - 15, y: box.top - 20, width: box.x1 - box.x0 + 30, height: box.bottom - box.top + 40, rx: 12 })),
    cellFrames(page), furniture(page), (pageRuns.get(page) || []).map(line));
}

/** The characters of a run, each at its own place. */
function line([start, , top, bottom, left, steps]) {
  const xs = [];
  let x = left;
  for (const step of steps) {
    xs.push(x);
    x += step;
  }
  const size = letterSize(steps, bottom - top);
  return svg("text", { x: xs.join(" "), y: Math.round((top + bottom) / 2 + size * 0.36), "font-size": size, text: TEXT.slice(start, start + steps.length) });
}

/** Chinese characters are as wide as they are high: the commonest wide step is the size of the letters. */
function letterSize(steps, height) {
  const wide = steps.filter((step) => step > height * 0.55 && step < height * 1.6).sort((a, b) => a - b);
  return wide.length ? wide[wide.length >> 1] : Math.round(height * 0.8);
}

function cellFrames(page) {
  const lines = [];
  for (const table of DATA.tables) {
    for (const cell of table.cells) {
      if (cell[6] === page) lines.push(svg("rect", { class: "frame", x: cell[7], y: cell[8], width: cell[9] - cell[7], height: cell[10] - cell[8] }));
    }
  }
  return lines;
}

/** Running heads, page numbers and pictures that the reader kept out of the text. */
function furniture(page) {
  return DATA.dropped.filter(([, , box]) => box[0] === page).map(([kind, text, box]) => {
    const height = box[4] - box[2];
    if (kind === "picture" || !text) return svg("rect", { class: "picture", x: box[1], y: box[2], width: box[3] - box[1], height });
    return svg("text", { class: "faint", x: box[1], y: box[4] - height * 0.15, "font-size": Math.min(height, 120), textLength: Math.max(box[3] - box[1], 10), text });
  });
}

/** The pane beside the text: the page, with buttons to leaf through it. Scrolls so that the first box is in sight. */
function pagePane(page, spans) {
  if (!page) return el("p", { class: "dim", text: t("noPages") });
  const holder = el("div", { class: "sheetholder", tabindex: 0, "aria-label": t("pagePane") });
  const label = el("span", { class: "num" });
  const show = (number) => {
    page = Math.min(Math.max(number, 1), DATA.doc.pages || 1);
    label.textContent = `${page} / ${DATA.doc.pages}`;
    replace(holder, drawPage(page, spans));
    requestAnimationFrame(() => {
      const hit = holder.querySelector(".hit");
      holder.scrollTop = hit ? Math.max(hit.getBoundingClientRect().top - holder.getBoundingClientRect().top - 90, 0) : 0;
    });
  };
  const bar = el("div", { class: "pagebar" },
    button("‹", () => show(page - 1), { "aria-label": t("page", page - 1) }), label, button("›", () => show(page + 1), { "aria-label": t("page", page + 1) }),
    el("span", { class: "dim", text: t("drawn") }));
  show(page);
  return el("div", { class: "pagepane" }, bar, holder);
}
