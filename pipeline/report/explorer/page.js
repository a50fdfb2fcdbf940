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

/** The characters of a run: wide ones each at its own place, letters and digits word by word, squeezed to the width that they had. */
function line([start, , top, bottom, left, steps]) {
  const size = letterSize(TEXT.slice(start, start + steps.length), steps, bottom - top), y = Math.round((top + bottom) / 2 + size * 0.36);
  const pieces = [];
  let x = left;
  for (let at = 0; at < steps.length; at++) {
    const letter = TEXT[start + at], narrow = letter > " " && (letter < "\u0250" || steps[at] < size * 0.6);
    const last = pieces[pieces.length - 1];
    if (last && last.narrow && narrow) last.text += letter;
    else if (last && !last.narrow && !narrow) Object.assign(last, { text: last.text + letter, xs: [...last.xs, x] });
    else pieces.push({ narrow, text: letter, xs: [x] });
    x += steps[at];
    pieces[pieces.length - 1].end = x;
  }
  return pieces.map((piece) => svg("text", { x: piece.xs.join(" "), y, "font-size": size, text: piece.text,
    ...(piece.narrow ? { textLength: Math.max(Math.min(piece.end - piece.xs[0], naturalWidth(piece.text, size)), 2), lengthAdjust: "spacingAndGlyphs" } : {}) }));
}

/** About as wide as a word of letters and digits wants to be. */
function naturalWidth(text, size) {
  return [...text].reduce((sum, letter) => sum + (/[A-Z%@]/.test(letter) ? 0.7 : /[a-z0-9]/.test(letter) ? 0.55 : letter > "\u2e7f" ? 1 : 0.35), 0) * size;
}

/** Chinese characters are as wide as they are high, and gaps only make them wider: a narrow one of them tells the size of the letters. */
function letterSize(text, steps, height) {
  const wide = steps.filter((step, at) => text[at] >= "\u3400" && text[at] <= "\u9fff" && step < height * 1.6).sort((a, b) => a - b);
  return wide.length ? Math.max(wide[wide.length >> 2], height * 0.4) : Math.round(height * 0.8);
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
  if (!page) return el("p", { class: "dim nopages", text: t("noPages") });
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
