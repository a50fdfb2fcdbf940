"use strict";
// Graph: start from one node and expand; what the text states is a solid line, what was inferred a dashed one.

const STEP = 6;
const STARTS = ["Goal", "Project", "District", "Measure", "Indicator", "Sector", "Commitment", "Place"];
const CHAIN = { Goal: ["PURSUED_BY", "MEASURED_BY"], Measure: ["IMPLEMENTED_BY"], Project: ["LOCATED_IN"] };
const BACK = { District: ["LOCATED_IN"], Project: ["IMPLEMENTED_BY"], Measure: ["PURSUED_BY"] };
const graphView = { visible: new Set(), chosen: null, limits: new Map(), query: "", label: "Goal" };

graphView.show = function (host, address) {
  const node = NODE.get(address.get("node"));
  if (node && node !== this.chosen) {
    if (!this.visible.has(node)) this.start(node);
    this.chosen = node;
  }
  this.host = host;
  this.draw();
};

/** A fresh picture: the node and the chain from goals to districts through it, a few links each way; a node outside that chain shows its neighbours. */
graphView.start = function (node) {
  this.visible = new Set([node]);
  this.limits.clear();
  this.chosen = node;
  this.follow(node, (at) => this.ahead(at), [STEP, 3, 2]);
  this.follow(node, (at) => this.behind(at), [STEP, 2, 2]);
  if (this.visible.size === 1) this.grow(node);
};

/** Along the chain: so many links of each node, at every step. */
graphView.follow = function (node, next, limits) {
  for (const other of next(node).slice(0, limits[0])) {
    this.visible.add(other);
    if (limits.length > 1) this.follow(other, next, limits.slice(1));
  }
};

/** Where the chain leads from a node, and where it comes from; projects first, for they are what a chain is about. */
graphView.ahead = function (node) {
  return node.edges.filter((edge) => edge.from === node && (CHAIN[node.label] || []).includes(edge.label)).map((edge) => edge.to).sort((a, b) => a.start - b.start);
};

graphView.behind = function (node) {
  const found = node.edges.filter((edge) => edge.to === node && (BACK[node.label] || []).includes(edge.label)).map((edge) => edge.from);
  return [...found.filter((other) => other.label === "Project"), ...found.filter((other) => other.label !== "Project")];
};

/** Show more neighbours of a node: STEP of every kind of edge, then STEP more. */
graphView.grow = function (node, name) {
  for (const [group, links] of linkGroups(node)) {
    if (name && group !== name) continue;
    const hidden = links.filter(({ other }) => !this.visible.has(other));
    hidden.slice(0, STEP).forEach(({ other }) => this.visible.add(other));
  }
};

graphView.draw = function () {
  if (!this.visible.size) return this.welcome();
  const nodes = [...this.visible];
  const edges = [...new Set(nodes.flatMap((node) => node.edges))].filter((edge) => this.visible.has(edge.from) && this.visible.has(edge.to));
  const { width, height, places } = layOut(nodes, edges);
  const picture = svg("svg", { class: "net", viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": t("graph") },
    edges.map((edge) => svg("path", { class: `edge ${edge.confidence}` + (edge.from === this.chosen || edge.to === this.chosen ? " near" : ""), d: curve(places.get(edge.from), places.get(edge.to)) },
      svg("title", { text: `${edgeName(edge.label)} · ${t(edge.confidence)} · ${edge.rule}` }))),
    nodes.map((node) => this.box(node, places.get(node))));
  const holder = el("div", { class: "netholder", tabindex: 0, role: "region", "aria-label": t("graph") }, picture);
  replace(this.host, el("div", { class: "graph" },
    el("section", { class: "board" }, el("div", { class: "filters" }, this.finder(), button(t("reset"), () => this.forget(), { class: "quiet" }), this.legend()), holder),
    el("aside", { class: "side open", "aria-label": t("neighbours") }, el("div", { class: "sidecard" }, this.card(this.chosen)))));
  const at = places.get(this.chosen);
  if (at) holder.scrollTo(at.x - holder.clientWidth / 2 + BOX.width / 2, at.y - holder.clientHeight / 2);
};

graphView.box = function (node, { x, y }) {
  const hidden = new Set(node.edges.map((edge) => (edge.from === node ? edge.to : edge.from)).filter((other) => !this.visible.has(other))).size;
  const act = () => { this.choose(node); };
  return svg("g", { class: `node n-${node.label}` + (node === this.chosen ? " now" : ""), transform: `translate(${x},${y})`, tabindex: 0, role: "button", "aria-label": `${labelName(node.label)} ${node.name}`,
    onclick: act, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } } },
    svg("title", { text: node.name }), svg("rect", { width: BOX.width, height: BOX.height, rx: 4 }), svg("rect", { class: "edgebar", width: 3, height: BOX.height }),
    svg("text", { class: "label", x: 12, y: 13, text: labelName(node.label) }), svg("text", { x: 12, y: 28, text: clip(node.name, 11.8) }),
    hidden ? svg("text", { class: "hidden", x: BOX.width - 8, y: 13, text: "+" + hidden }) : null);
};

/** A name cut to a width in Chinese characters. */
function clip(name, width) {
  let used = 0, at = 0;
  for (const letter of name) {
    used += letter.charCodeAt(0) > 255 ? 1 : 0.55;
    if (used > width) return name.slice(0, at) + "…";
    at += letter.length;
  }
  return name;
}

/** Choose a node: it grows. */
graphView.choose = function (node) {
  this.grow(node);
  this.look(node);
};

graphView.look = function (node) {
  this.chosen = node;
  history.replaceState(null, "", "#node=" + encodeURIComponent(node.id));
  this.draw();
};

graphView.card = function (node) {
  const fact = FACT.get(node.fact);
  return el("article", { class: "card" },
    el("header", {}, el("span", { class: "kind", text: labelName(node.label) }), el("h2", { text: node.name })),
    fact ? quoteBlock(fact) : null,
    fact ? el("p", {}, jump("fact=" + fact.id, { class: "quiet" }, t("showInText"))) : null,
    linkGroups(node).map(([name, links]) => this.group(node, name, links)));
};

graphView.group = function (node, name, links) {
  const limit = this.limits.get(node.id + name) || STEP;
  const more = () => { this.limits.set(node.id + name, limit + STEP * 2); this.grow(node, name); this.draw(); };
  return el("section", {}, el("h3", {}, name, el("small", { class: "num", text: links.length })), el("ul", { class: "plain" }, links.slice(0, limit).map(({ edge, other }) =>
    el("li", { class: "link " + edge.confidence, title: `${t(edge.confidence)} · ${edge.rule}` }, el("i", { class: "line" }),
      button(other.name, () => { this.visible.add(other); this.choose(other); }, { class: "asLink", "aria-label": `${other.name} · ${t(edge.confidence)}` })))),
    links.length > limit ? button(t("moreNodes", links.length - limit), more, { class: "quiet" }) : null);
};

graphView.legend = function () {
  return el("div", { class: "legend" }, ["stated", "structural", "inferred"].map((name) => el("span", { class: "link " + name }, el("i", { class: "line" }), t(name))));
};

graphView.forget = function () {
  this.visible = new Set();
  this.chosen = null;
  history.replaceState(null, "", "#view=graph");
  this.draw();
};

graphView.finder = function () {
  const list = el("ul", { class: "suggest", role: "listbox", hidden: true });
  const input = searchBox(t("searchGraph"), "", (value) => {
    const found = value ? NODES.filter((node) => node.name.toLowerCase().includes(value.toLowerCase())).slice(0, 12) : [];
    list.hidden = !found.length;
    replace(list, found.map((node) => el("li", {}, button([el("span", { class: "kind", text: labelName(node.label) }), " " + node.name], () => { this.start(node); this.look(node); }))));
  });
  this.search = input;
  return el("div", { class: "finder" }, input, list);
};

/** Nothing chosen yet: lists to start from, those with most links first. */
graphView.welcome = function () {
  const labels = STARTS.filter((label) => NODES.some((node) => node.label === label));
  if (!labels.includes(this.label)) this.label = labels[0];
  const nodes = NODES.filter((node) => node.label === this.label);
  if (this.label !== "Goal") nodes.sort((a, b) => b.edges.length - a.edges.length || a.at - b.at);
  else nodes.sort((a, b) => a.start - b.start);
  replace(this.host, el("div", { class: "welcome" }, el("p", { class: "lead", text: t("graphStart") }), this.finder(),
    el("div", { class: "pills", role: "group" }, labels.map((label) => button([labelName(label), el("small", { class: "num", text: NODES.filter((node) => node.label === label).length })],
      () => { this.label = label; this.draw(); }, { "aria-pressed": String(label === this.label) }))),
    el("ul", { class: "starts" }, nodes.slice(0, 60).map((node) => el("li", {}, jump("node=" + encodeURIComponent(node.id), {}, el("span", { text: node.name }), el("small", { class: "num dim", text: node.edges.length })))))));
};

graphView.key = function (key) {
  const nodes = [...this.host.querySelectorAll(".node")];
  const at = nodes.findIndex((node) => node === document.activeElement);
  const next = nodes[Math.min(Math.max(at + (key === "j" ? 1 : -1), 0), nodes.length - 1)];
  if (next) next.focus();
};
