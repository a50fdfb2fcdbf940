"use strict";
// The plan's words as HTML: one chapter at a time, with the facts marked by kind.

const MARKED = FACTS.filter((fact) => KINDS.includes(fact.kind === "textual" ? "quantity" : fact.kind)).sort((a, b) => a.start - b.start || b.end - a.end);
const longest = MARKED.reduce((most, fact) => Math.max(most, fact.end - fact.start), 0);
const GROUPS = groups();
const tableOfCell = new Map();
for (const table of DATA.tables) for (const cell of table.cells) tableOfCell.set(cell[0], table);

/** What is shown at once: chapters; in a document without them, its outermost headings. Each has its blocks. */
function groups() {
  const found = [];
  for (const block of DATA.blocks) {
    const section = SECTIONS[block[3]];
    const chain = chainOf(section);
    const top = chain.find((item) => item.kind === "chapter") || chain.find((item) => item.kind !== "part" && item.kind !== "front") || chain[0];
    const last = found[found.length - 1];
    if (last && last.section === top) last.blocks.push(block);
    else found.push({ section: top, blocks: [block] });
  }
  return found;
}

function chainOf(section) {
  const chain = [];
  for (let at = section; at; at = at.parent ? SECTION.get(at.parent) : null) chain.unshift(at);
  return chain;
}

function groupAt(position) {
  let found = 0;
  GROUPS.forEach((group, at) => {
    if (group.blocks[0][1] <= position) found = at;
  });
  return found;
}

/** Facts of the kinds that overlap a span, in text order. */
function factsIn(start, end, kinds) {
  const found = [];
  for (let at = after(MARKED, start - longest - 1, (fact) => fact.start); at < MARKED.length && MARKED[at].start < end; at++) {
    const fact = MARKED[at];
    if (fact.end > start && kinds.has(fact.kind === "textual" ? "quantity" : fact.kind)) found.push(fact);
  }
  return found;
}

/** The facts that cover a position, shortest first. */
function factsAt(position, kinds) {
  return factsIn(position, position + 1, kinds).sort((a, b) => a.end - a.start - (b.end - b.start));
}

/** The text of a span in pieces. `shown`: the kinds that are marked, whether loose numbers are, and the span that is in view (or null). */
function pieces(start, end, shown) {
  const within = (item) => item && item.start < end && item.end > start;
  const facts = factsIn(start, end, shown.kinds);
  const loose = shown.numbers ? DATA.unexplained.filter(within) : [];
  const focus = within(shown.focus) ? shown.focus : null;
  const cuts = new Set([start, end]);
  for (const item of [...facts, ...loose, ...(focus ? [focus] : [])]) {
    if (item.start > start) cuts.add(item.start);
    if (item.end < end) cuts.add(item.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((to, at) => piece(sorted[at], to, facts, loose, focus));
}

function piece(from, to, facts, loose, focus) {
  const covers = (item) => item.start < to && item.end > from;
  const covering = facts.filter(covers), open = loose.some(covers), seen = focus && covers(focus);
  if (!covering.length && !open && !seen) return TEXT.slice(from, to);
  return el("span", { class: pieceClass(covering, open), "data-at": from, title: open ? t("unexplained") : null }, TEXT.slice(from, to));
}

function pieceClass(covering, open) {
  const kinds = new Set(covering.map((fact) => "k-" + (fact.kind === "textual" ? "quantity" : fact.kind)));
  return ["f", ...kinds, open ? "k-unexplained" : ""].filter(Boolean).join(" ");
}

/** A chapter's blocks as elements. */
function chapterBody(group, shown) {
  const done = new Set();
  const body = [];
  for (const [kind, start, end, section, runIn] of group.blocks) {
    if (kind === "cell") {
      const table = tableOfCell.get(start);
      if (table && !done.has(table)) {
        done.add(table);
        body.push(tableElement(table, shown));
      } else if (!table) body.push(el("p", { class: "cell", "data-start": start }, pieces(start, end, shown)));
      continue;
    }
    const inside = runIn ? [el("strong", {}, pieces(start, runIn, shown)), pieces(runIn, end, shown)] : pieces(start, end, shown);
    const boxed = chainOf(SECTIONS[section]).some((item) => item.kind === "box");
    body.push(el(blockTag(kind, section), { class: kind + (boxed ? " boxed" : ""), "data-start": start, id: kind === "heading" ? "at-" + SECTIONS[section].id : null }, inside));
  }
  return body;
}

function blockTag(kind, section) {
  if (kind !== "heading") return "p";
  return { part: "h2", chapter: "h2", preface: "h2", section: "h3", item: "h4" }[SECTIONS[section].kind] || "h5";
}

function tableElement(table, shown) {
  const rows = Array.from({ length: table.rows }, () => el("tr"));
  for (const [start, end, row, column, rowSpan, columnSpan] of [...table.cells].sort((a, b) => a[2] - b[2] || a[3] - b[3])) {
    rows[row].append(el(row < table.head ? "th" : "td", {
      rowspan: rowSpan > 1 ? rowSpan : null, colspan: columnSpan > 1 ? columnSpan : null, scope: row < table.head ? "col" : null, "data-start": start, "data-column": column,
    }, pieces(start, end, shown)));
  }
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": table.title || t("table"), "data-start": table.cells.length ? table.cells[0][0] : 0 },
    el("table", { class: "plan" }, el("thead", {}, rows.slice(0, table.head)), el("tbody", {}, rows.slice(table.head))));
}
