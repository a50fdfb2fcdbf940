"use strict";
// The plan's data, read once, and the questions that all views ask of it.

const DATA = JSON.parse(document.getElementById("data").textContent);
const TEXT = DATA.doc.text;
const FACTS = DATA.facts;
const FACT = new Map(FACTS.map((fact) => [fact.id, fact]));
const SECTIONS = DATA.sections;
const SECTION = new Map(SECTIONS.map((section) => [section.id, section]));
const FINDINGS = DATA.findings;
const FINDING = new Map(FINDINGS.map((finding) => [finding.id, finding]));
const NODES = DATA.graph.nodes.map(([id, label, name, fact], at) => ({ id, label, name, fact, at, start: FACT.get(fact)?.start ?? 0, edges: [] }));
const NODE = new Map(NODES.map((node) => [node.id, node]));
const KINDS = ["quantity", "commitment", "project", "place", "goal", "measure"];
const SEVERITIES = ["error", "warning", "info"];

for (const [from, to, label, confidence, rule, evidence] of DATA.graph.edges) {
  const edge = { from: NODES[from], to: NODES[to], label, confidence, rule, evidence };
  edge.from.edges.push(edge);
  edge.to.edges.push(edge);
}

const NODE_OF_FACT = new Map();
for (const node of NODES) if (node.fact) NODE_OF_FACT.set(node.fact, node);
const nodeOfEntity = new Map();
for (const fact of FACTS) {
  if (fact.kind === "project" && fact.entity && NODE_OF_FACT.has(fact.id)) nodeOfEntity.set(fact.entity, NODE_OF_FACT.get(fact.id));
}

/** The graph node that a fact belongs to; mentions of one project share one. */
function nodeOf(fact) {
  return NODE_OF_FACT.get(fact.id) || (fact.entity ? nodeOfEntity.get(fact.entity) : undefined);
}

const FINDINGS_OF = new Map();
for (const finding of FINDINGS) {
  for (const evidence of finding.evidence || []) {
    if (!evidence.fact) continue;
    if (!FINDINGS_OF.has(evidence.fact)) FINDINGS_OF.set(evidence.fact, new Set());
    FINDINGS_OF.get(evidence.fact).add(finding);
  }
}

/** First index at which key(item) is greater than the value, in a list sorted by key. */
function after(list, value, key) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(list[middle]) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sectionAt(position) {
  let section = SECTIONS[Math.max(after(SECTIONS, position, (item) => item.start) - 1, 0)];
  while (section.parent && !(section.start <= position && position < section.end)) section = SECTION.get(section.parent);
  return section;
}

function path(section) {
  const chain = [];
  for (let at = section; at; at = at.parent ? SECTION.get(at.parent) : null) if (at.title) chain.unshift(at);
  return chain;
}

function runAt(position) {
  return Math.max(after(DATA.runs, position, (run) => run[0]) - 1, 0);
}

function pageAt(position) {
  return DATA.runs.length ? DATA.runs[runAt(position)][1] : null;
}

/** Where a span stands on the pages: one box a line, in tenths of a point. */
function boxes(start, end) {
  const found = [];
  for (let at = runAt(start); at < DATA.runs.length && DATA.runs[at][0] < end; at++) {
    const [first, page, top, bottom, left, steps] = DATA.runs[at];
    const low = Math.max(start - first, 0), high = Math.min(end - first, steps.length);
    if (low >= high) continue;
    let x0 = left;
    for (let i = 0; i < low; i++) x0 += steps[i];
    let x1 = x0;
    for (let i = low; i < high; i++) x1 += steps[i];
    found.push({ page, x0, x1, top, bottom });
  }
  return found;
}

/** The words of a span, white space removed. */
function quote(start, end) {
  return TEXT.slice(start, end).replace(/\s+/g, "");
}

/** The sentence around a span: [start, end]. */
function sentence(start, end) {
  const stop = /[。！？；\n]/;
  let low = start, high = end;
  while (low > 0 && start - low < 80 && !stop.test(TEXT[low - 1])) low--;
  while (high < TEXT.length && high - end < 80 && !stop.test(TEXT[high])) high++;
  return [low, Math.min(high + (TEXT[high] === "。" ? 1 : 0), TEXT.length)];
}

const OPS = { ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ ", "=": "", range: "" };

function number(value, decimals) {
  if (value === undefined || value === null) return "";
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals || 0, maximumFractionDigits: 6, useGrouping: Math.abs(value) >= 10000 });
}

/** A quantity as a reader would write it. */
function amount(fact) {
  if (fact.value === undefined) return fact.text || "";
  const upper = fact.op === "range" && fact.value2 !== undefined ? "–" + number(fact.value2) : "";
  return (OPS[fact.op] || "") + number(fact.value, fact.decimals) + upper + " " + (fact.unit || "");
}

/** What a fact says, in few words. */
function headline(fact) {
  if (fact.kind === "quantity" || fact.kind === "textual") return fact.indicator;
  if (fact.kind === "amount") return amount(fact);
  if (fact.kind === "period") return fact.time;
  return fact.name || fact.surface || fact.text || [fact.action, fact.object].filter(Boolean).join(" ") || quote(fact.start, fact.end);
}

function sectorName(code) {
  const names = DATA.names.sectors[code];
  return names ? names[LANGUAGE === "zh" ? 0 : 1] : code || "";
}

function ruleName(code) {
  const names = DATA.names.rules[code];
  return names ? names[LANGUAGE === "zh" ? 0 : 1] : code;
}

function chapterName(chapter) {
  const section = SECTIONS.find((item) => item.chapter === chapter && (item.kind === "chapter" || item.kind === "preface"));
  return section ? section.title : chapter === 0 ? t("preface") : String(chapter);
}

function pageLabel(page) {
  return page ? t("page", page) : "";
}
