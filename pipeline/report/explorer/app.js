"use strict";
// The frame: which view is shown for which address, language, search over the whole text, keyboard.

const VIEWS = { document: documentView, targets: targetsView, findings: findingsView, graph: graphView, coverage: coverageView, map: mapView, timeline: timelineView };
const OWNER = { fact: "document", section: "document", at: "document", finding: "findings", node: "graph", cell: "coverage" };
const app = { name: "", host: document.getElementById("view") };

/** The address as names and values; what names no view belongs to the view that owns its first word. */
function address() {
  return new URLSearchParams(location.hash.slice(1));
}

function viewOf(words) {
  if (VIEWS[words.get("view")]) return words.get("view");
  for (const [word, name] of Object.entries(OWNER)) if (words.has(word)) return name;
  return "document";
}

function route() {
  const words = address();
  const name = viewOf(words);
  const fresh = name !== app.name;
  app.name = name;
  document.body.dataset.view = name;
  for (const tab of document.querySelectorAll("#tabs a")) {
    if (tab.dataset.view === name) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  closeHits();
  if (fresh) scrollTo(0, 0);
  VIEWS[name].show(app.host, words);
}

function frame() {
  document.documentElement.lang = LANGUAGE === "zh" ? "zh-CN" : "en";
  document.getElementById("title").textContent = DATA.doc.title || DATA.doc.id;
  const counts = { findings: FINDINGS.filter((finding) => decision(finding) === "undecided").length, targets: STATEMENTS.filter((fact) => fact.role === "target").length };
  const tabs = document.getElementById("tabs");
  tabs.setAttribute("aria-label", t("outline"));
  replace(tabs, Object.keys(VIEWS).map((name) => jump("view=" + name, { "data-view": name }, t(name), counts[name] ? el("small", { class: "num", text: counts[name] }) : null)));
  app.search = searchBox(t(innerWidth > 760 ? "searchAll" : "find"), "", findAll);
  app.hits = el("div", { class: "hits", hidden: true });
  replace(document.getElementById("tools"), el("div", { class: "finder" }, app.search, app.hits), button(t("other"), switchLanguage, { id: "language", "aria-label": t("otherLabel") }));
}

function switchLanguage() {
  LANGUAGE = LANGUAGE === "zh" ? "en" : "zh";
  remember(REMEMBERED, LANGUAGE);
  frame();
  route();
}

/** Every place of a word in the plan, forty at most, each with its surroundings. */
function findAll(word) {
  if (!word) return closeHits();
  const hits = [];
  const low = TEXT.toLowerCase(), find = word.toLowerCase();
  let count = 0;
  for (let at = low.indexOf(find); at >= 0; at = low.indexOf(find, at + find.length)) {
    count++;
    if (hits.length < 40) hits.push(at);
  }
  app.hits.hidden = false;
  replace(app.hits, el("p", { class: "dim num", text: t("found", count) }), el("ul", {}, hits.map((at) => el("li", {}, jump(`at=${at}-${at + word.length}`, {},
    quote(Math.max(at - 14, 0), at), el("mark", { text: TEXT.slice(at, at + word.length) }), quote(at + word.length, at + word.length + 22), el("small", { class: "dim", text: pageLabel(pageAt(at)) }))))));
  return undefined;
}

function closeHits() {
  if (app.hits) app.hits.hidden = true;
}

function onKey(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "Escape") return leave(event);
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const view = VIEWS[app.name];
  if (event.key === "/") {
    event.preventDefault();
    (view.search && view.search.isConnected ? view.search : app.search).focus();
  } else if ((event.key === "j" || event.key === "k") && view.key) {
    event.preventDefault();
    view.key(event.key);
  }
}

function leave(event) {
  const view = VIEWS[app.name];
  if (!app.hits.hidden) closeHits();
  else if (/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) event.target.blur();
  else if (view.close) view.close();
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  if (app.hits && !event.target.closest("#tools .finder")) closeHits();
});
window.addEventListener("hashchange", route);
frame();
route();
