"use strict";
// Findings: what the checks have to say, the places side by side, and what people decided.

const findingsView = { query: "", filters: { severity: "", code: "", status: "" }, current: null };

findingsView.show = function (host, address) {
  this.current = FINDING.get(address.get("finding")) || null;
  if (this.current && !this.passes(this.current)) Object.assign(this, { query: "", filters: { severity: "", code: "", status: "" } });
  this.list = el("div", { class: "cards" });
  this.rules = el("nav", { class: "rules", "aria-label": t("rule") });
  this.count = el("span", { class: "dim num" });
  this.search = searchBox(t("searchFindings"), this.query, (value) => { this.query = value; this.fill(); });
  const make = (label, name, pairs) => choice(t(label), [["", t("all")], ...pairs], this.filters[name], (value) => { this.filters[name] = value; this.fill(); });
  replace(host, el("div", { class: "findings" }, this.rules, el("section", { class: "stream", "aria-label": t("findings") },
    el("div", { class: "filters" }, this.search,
      make("severity", "severity", SEVERITIES.map((name) => [name, t(name)])),
      make("status", "status", ["undecided", "accepted", "dismissed"].map((name) => [name, t(name)])),
      this.count, this.signature(), button(t("exportJudgements"), exportJudgements, { title: t("exportHint") })),
    this.list)));
  this.fill();
  if (this.current) this.reveal();
};

findingsView.passes = function (finding) {
  const { severity, code, status } = this.filters;
  if ((severity && finding.severity !== severity) || (code && finding.code !== code) || (status && decision(finding) !== status)) return false;
  const text = [finding.code, ruleName(finding.code), finding.message, ...(finding.evidence || []).map((evidence) => evidence.quote)].join(" ").toLowerCase();
  return this.query.toLowerCase().split(/\s+/).every((word) => text.includes(word));
};

findingsView.fill = function () {
  const groups = new Map();
  const worst = (finding) => SEVERITIES.indexOf(finding.severity);
  for (const finding of FINDINGS) if (this.passes(finding)) groups.set(finding.code, [...(groups.get(finding.code) || []), finding]);
  const sorted = [...groups].sort((a, b) => Math.min(...a[1].map(worst)) - Math.min(...b[1].map(worst)) || a[0].localeCompare(b[0]));
  this.shown = sorted.flatMap(([, found]) => found.sort((a, b) => worst(a) - worst(b)));
  const left = this.shown.filter((finding) => decision(finding) === "undecided").length;
  this.count.textContent = `${t("found", this.shown.length)} · ${t("decided", this.shown.length - left)}`;
  this.ruleList(sorted);
  replace(this.list, sorted.length ? sorted.map(([code, found]) => el("section", { class: "group", "aria-label": code },
    el("h2", {}, el("code", { text: code }), " ", ruleName(code), el("small", { class: "num", text: found.length })), found.map((finding) => this.card(finding)))) : el("p", { class: "hint", text: t("nothing") }));
};

findingsView.ruleList = function (groups) {
  const pick = (code) => { this.filters.code = code; this.fill(); scrollTo(0, 0); };
  const all = [["", FINDINGS], ...groups.map(([code, found]) => [code, found])];
  replace(this.rules, el("ul", {}, all.map(([code, found]) => {
    const worst = SEVERITIES.find((name) => found.some((finding) => finding.severity === name)) || "info";
    return el("li", {}, button([code ? el("i", { class: "dot " + worst }) : null, code ? el("code", { text: code }) : null, el("span", { text: code ? ruleName(code) : t("all") }), el("small", { class: "num", text: found.length })],
      () => pick(code), { "aria-pressed": String(this.filters.code === code) }));
  })));
};

findingsView.card = function (finding) {
  const card = el("article", { class: `card finding ${finding.severity} ${decision(finding)}`, id: "f-" + finding.id, tabindex: -1 });
  replace(card,
    el("header", {}, el("span", { class: "tag " + finding.severity, text: t(finding.severity) }), jump("finding=" + finding.id, { class: "code", "aria-label": finding.code }, finding.code), el("p", { class: "message", text: finding.message })),
    this.quotes(finding), this.sums(finding), this.decide(finding, card));
  return card;
};

/** The places side by side, four at most before the rest is folded; what stands in one row of a table is shown as that row. */
findingsView.quotes = function (finding) {
  const places = byRow(finding.evidence || []);
  if (!places.length) return null;
  const words = places.filter(({ cell }) => !cell).map(({ items }) => items[0]);
  const columns = places.map(({ cell, items }) => (cell ? this.row(cell, items) : this.evidence(items[0], differences(items[0].quote, (words[words[0] === items[0] ? 1 : 0] || items[0]).quote))));
  return el("div", { class: "sides n" + Math.min(words.length, 4) }, columns.slice(0, 4), columns.length > 4 ? el("details", {}, el("summary", { text: t("more", columns.length - 4) }), columns.slice(4)) : null);
};

findingsView.row = function (cell, items) {
  return el("blockquote", { class: "rowquote" }, rowTable(cell, items), el("cite", {}, jump(evidenceAddress(items[items.length - 1]), { title: t("showInText") }, placeLabel(items[0]))));
};

findingsView.evidence = function (item, parts) {
  const [low, high] = item.end - item.start > 160 ? [item.start, item.end] : sentence(item.start, item.end);
  return el("blockquote", {}, el("p", {}, quote(low, item.start), el("b", {}, parts.map(([text, differs]) => (differs ? el("mark", { text }) : text))), quote(item.end, high)),
    el("cite", {}, jump(evidenceAddress(item), { title: t("showInText") }, placeLabel(item))));
};

function evidenceAddress(item) {
  return item.fact && FACT.has(item.fact) ? "fact=" + item.fact : `at=${item.start}-${item.end}`;
}

findingsView.sums = function (finding) {
  if (!finding.expected && !finding.found) return null;
  return el("p", { class: "sums" }, finding.expected ? [el("span", { class: "dim", text: t("expected") }), el("b", { class: "num", text: t(finding.expected) })] : null,
    finding.found ? [el("span", { class: "dim", text: t("foundValue") }), el("b", { class: "num", text: t(finding.found) })] : null);
};

findingsView.decide = function (finding, card) {
  const state = decision(finding), judged = judgement(finding);
  const set = (verdict) => { judge(finding, verdict, reason.value); this.refresh(finding, card); say(t("saved")); };
  const reason = el("input", { type: "text", class: "reason", placeholder: t("reason"), "aria-label": t("reason") });
  reason.addEventListener("keydown", (event) => { if (event.key === "Enter") set("dismissed"); });
  const accept = button(t("accept"), () => set("accepted"), { class: "accept" });
  if (state === "undecided") return el("footer", {}, accept, button(t("dismiss"), () => set("dismissed"), { class: "dismiss" }), reason);
  return el("footer", {}, el("span", { class: "verdict " + state, text: t(state) }), el("span", { class: "dim", text: [judged.why, judged.who, judged.when].filter(Boolean).join(" · ") }),
    judgements.has(finding.id) ? button(t("undo"), () => set(null), { class: "quiet" }) : accept);
};

/** Who decides: written into every decision from now on. */
findingsView.signature = function () {
  const input = el("input", { type: "text", class: "who", placeholder: t("who"), "aria-label": t("who"), value: remembered(WHO) || "", autocomplete: "name" });
  input.addEventListener("input", () => remember(WHO, input.value.trim()));
  return input;
};

findingsView.refresh = function (finding, card) {
  const fresh = this.card(finding);
  fresh.classList.toggle("now", card.classList.contains("now"));
  card.replaceWith(fresh);
  const left = this.shown.filter((item) => decision(item) === "undecided").length;
  this.count.textContent = `${t("found", this.shown.length)} · ${t("decided", this.shown.length - left)}`;
};

findingsView.reveal = function () {
  for (const old of this.list.querySelectorAll(".now")) old.classList.remove("now");
  const card = document.getElementById("f-" + this.current.id);
  if (!card) return;
  card.classList.add("now");
  // Cards out of sight have only a guessed height: once those on the way are drawn, the place is looked for again.
  const show = () => card.scrollIntoView({ block: card.offsetHeight > innerHeight * 0.7 ? "start" : "center" });
  show();
  requestAnimationFrame(() => requestAnimationFrame(show));
  card.focus({ preventScroll: true });
};

findingsView.key = function (key) {
  const at = this.current ? this.shown.indexOf(this.current) : -1;
  const next = this.shown[Math.min(Math.max(at + (key === "j" ? 1 : -1), 0), this.shown.length - 1)];
  if (!next) return;
  this.current = next;
  history.replaceState(null, "", "#finding=" + next.id);
  this.reveal();
};

/** The first text in pieces [text, differs], against the second: numbers whole, other characters one by one. */
function differences(first, second) {
  if (first === second || first.length > 400 || second.length > 400) return [[first, false]];
  const words = (text) => text.match(/[\d.]+%?|[A-Za-z]+|[\s\S]/gu) || [];
  const a = words(first), b = words(second);
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const alike = length[0][0] / Math.max(a.length, b.length, 1) > 0.4;
  const pieces = [];
  for (let i = 0, j = 0; i < a.length; i++) {
    while (alike && j < b.length && a[i] !== b[j] && length[i][j + 1] > length[i + 1][j]) j++;
    const same = j < b.length && a[i] === b[j] && alike;
    if (same) j++;
    const differs = alike ? !same : /\d/.test(a[i]) && !b.includes(a[i]);
    const last = pieces[pieces.length - 1];
    if (last && last[1] === differs) last[0] += a[i];
    else pieces.push([a[i], differs]);
  }
  return pieces;
}
