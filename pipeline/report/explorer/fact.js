"use strict";
// A fact, told in full: what it says, where, by which rule, from which parts, and what it is linked to.

const PLAIN_FIELDS = {
  quantity: ["role", "measure", "by", "from", "scope", "attr", "table"],
  textual: ["role", "by", "attr"],
  commitment: ["time", "first", "last", "strength", "recurrence", "action", "object"],
  goal: ["kind_"],
  measure: ["verb", "object", "department"],
  project: ["type", "stage", "box", "by", "owner", "capacity"],
  place: ["explicit"],
  period: ["first", "last", "recurrence"],
  amount: [],
};
const NAMED = { measure: "measureKind", first: "from", last: "by", kind_: "kind" };
const WORDY = new Set(["role", "measure", "attr", "strength", "type", "stage", "recurrence"]);

/** The card of a fact. `others`: facts that cover the same words. */
function factCard(fact, others) {
  return el("article", { class: "card fact k-" + fact.kind, "aria-label": t(fact.kind) },
    el("header", {},
      el("span", { class: "kind", text: t(fact.kind) }),
      el("h2", { text: headline(fact) }),
      fact.value !== undefined && fact.kind !== "amount" ? el("p", { class: "big", text: amount(fact) }) : fact.text && fact.kind === "textual" ? el("p", { class: "big", text: fact.text }) : null),
    quoteBlock(fact),
    fields(fact),
    partList(fact),
    linkList(fact),
    findingList(fact),
    el("footer", {},
      button(t("copyLink"), () => copy(location.href.split("#")[0] + "#fact=" + fact.id, t("copied")), { class: "quiet" }),
      nodeOf(fact) ? jump("node=" + encodeURIComponent(nodeOf(fact).id), { class: "quiet" }, t("showInGraph")) : null),
    others && others.length ? el("div", { class: "others" }, el("span", { text: t("also") }), others.map((other) => factChip(other))) : null);
}

/** The sentence around a fact with its words set off, and where it stands. */
function quoteBlock(fact) {
  const cell = cellAt(fact.start);
  return el("blockquote", {}, cell ? rowTable(cell, [fact]) : inSentence(fact.start, fact.end), el("cite", {}, placeLabel(fact)));
}

function inSentence(start, end) {
  const long = end - start > 160;
  const [low, high] = long ? [start, end] : sentence(start, end);
  return el("p", {}, flow(low, start), el("b", { text: flow(start, end) }), flow(end, high));
}

/** The words of a span; cells of a table are kept apart. */
function flow(start, end) {
  return TEXT.slice(start, end).replace(/\t/g, " │ ");
}

function placeLabel(item) {
  const chain = path(sectionAt(item.start));
  return [chain.slice(-2).map((section) => section.title).join(" › "), pageLabel(pageAt(item.start))].filter(Boolean).join(" · ");
}

function fields(fact) {
  const rows = [];
  for (const name of PLAIN_FIELDS[fact.kind] || []) {
    const value = fact[name === "kind_" ? "sort" : name];
    if (value === undefined || value === false) continue;
    const shown = value === true ? t("yes") : WORDY.has(name) ? t(value) : String(value);
    rows.push([t(NAMED[name] || name), shown]);
  }
  if (fact.base_value !== undefined && fact.base_unit && fact.base_unit !== fact.unit) rows.push([t("base"), number(fact.base_value) + " " + fact.base_unit]);
  if (fact.sector) rows.push([t("sector"), sectorName(fact.sector)]);
  if (fact.districts) rows.push([t("places"), fact.districts.join("、")]);
  rows.push([t("rule"), el("code", { text: fact.rule })]);
  return el("dl", {}, rows.map(([name, value]) => [el("dt", { text: name }), el("dd", {}, value)]));
}

function partList(fact) {
  const parts = (fact.parts || []).map((id) => FACT.get(id)).filter(Boolean);
  if (!parts.length) return null;
  return el("section", {}, el("h3", { text: t("parts") }), el("ul", { class: "plain" }, parts.map((part) =>
    el("li", {}, jump("fact=" + part.id, {}, el("span", { class: "kind", text: t(part.kind) }), " ", quote(part.start, part.end)), " ", el("code", { text: part.rule })))));
}

/** Links by type, stated before inferred, ten a type. */
function linkList(fact) {
  const node = nodeOf(fact);
  const groups = node ? linkGroups(node) : [];
  if (!groups.length) return null;
  return el("section", {}, el("h3", { text: t("links") }), groups.map(([name, links]) =>
    el("div", { class: "links" }, el("h4", { text: name }), el("ul", { class: "plain" }, links.slice(0, 10).map(linkItem),
      links.length > 10 ? el("li", { class: "dim", text: t("moreNodes", links.length - 10) }) : null))));
}

function linkItem({ edge, other }) {
  const hash = other.fact && other.label !== "District" ? "fact=" + other.fact : "node=" + encodeURIComponent(other.id);
  return el("li", { class: "link " + edge.confidence }, el("i", { class: "line", title: t(edge.confidence) }), jump(hash, { title: edge.rule }, other.name));
}

/** [name, [{edge, other}…]] of a node, the surest first, then in text order; what comes in is told apart by what it is. */
function linkGroups(node) {
  const groups = new Map();
  const trust = { stated: 0, structural: 1, inferred: 2 };
  for (const edge of node.edges) {
    const out = edge.from === node, other = out ? edge.to : edge.from;
    const name = out ? edgeName(edge.label) + " →" : `← ${edgeName(edge.label)} · ${labelName(other.label)}`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push({ edge, other });
  }
  for (const links of groups.values()) links.sort((a, b) => trust[a.edge.confidence] - trust[b.edge.confidence] || a.other.start - b.other.start);
  return [...groups];
}

function findingList(fact) {
  const found = [...(FINDINGS_OF.get(fact.id) || [])];
  if (!found.length) return null;
  return el("section", {}, el("h3", { text: t("cited") }), el("ul", { class: "plain" }, found.map((finding) =>
    el("li", {}, el("i", { class: "dot " + finding.severity }), jump("finding=" + finding.id, {}, finding.code + " " + finding.message)))));
}

function factChip(fact) {
  return jump("fact=" + fact.id, { class: "chip k-" + fact.kind }, t(fact.kind), el("small", { text: headline(fact).slice(0, 14) }));
}

/** A fact as an entry of a list: what it says in its sentence, where, and how sure it belongs there. */
function factLine(fact, confidence) {
  const wordy = ["measure", "goal", "commitment"].includes(fact.kind);
  const value = fact.value !== undefined ? el("b", { class: "num", text: amount(fact) }) : null;
  const year = fact.by || fact.last;
  return el("li", { class: "entry" },
    confidence ? el("span", { class: "link " + confidence, title: t(confidence) }, el("i", { class: "line" })) : null,
    jump("fact=" + fact.id, {}, el("span", { class: "kind k-" + fact.kind, text: t(fact.kind) }), wordy ? null : el("span", { class: "what", text: headline(fact) }), value, year ? el("span", { class: "dim num", text: year }) : null),
    inSentence(fact.start, fact.end), el("cite", {}, placeLabel(fact)));
}
