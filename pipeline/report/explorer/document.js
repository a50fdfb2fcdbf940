"use strict";
// Document: contents, text, and the page beside it.

const documentView = { kinds: new Set(["quantity", "commitment", "project", "place"]), numbers: false, group: 0, fact: null, focus: null };

/** Show the view; the address may name a fact, a section or a position. */
documentView.show = function (host, address) {
  const spot = target(address);
  this.fact = spot.fact;
  this.group = groupAt(spot.start);
  this.text = el("div", { class: "text" });
  this.side = el("aside", { class: "side", "aria-label": t("pagePane") });
  replace(host, el("div", { class: "document" }, this.outline(), el("section", { class: "reading", "aria-label": t("document") }, this.bar(), this.text), this.side));
  this.text.addEventListener("click", (event) => this.choose(event));
  this.focus = spot.end > spot.start && !spot.section ? spot : null;
  this.fill();
  this.aside(spot);
  this.reveal(spot, address.size > 0);
};

/** Where an address points: a span, and the fact or section there. */
function target(address) {
  const fact = FACT.get(address.get("fact"));
  if (fact) return { start: fact.start, end: fact.end, fact };
  const section = SECTION.get(address.get("section"));
  if (section) return { start: section.head[1] > section.head[0] ? section.head[0] : section.start, end: section.head[1], section };
  const [start, end] = (address.get("at") || "").split("-").map(Number);
  if (start >= 0 && end > start && end <= TEXT.length) return { start, end, passage: true };
  const first = GROUPS.find((group) => group.section.kind === "chapter") || GROUPS.find((group) => group.section.kind !== "front");
  return { start: documentView.last ?? (first ? first.blocks[0][1] : 0), end: 0 };
}

documentView.outline = function () {
  const items = SECTIONS.filter((section) => section.title && ["part", "chapter", "section", "item", "preface", "box", "table"].includes(section.kind));
  const depth = (section) => Math.min(chainOf(section).filter((item) => item.title).length - 1, 3);
  const list = el("ol", {}, items.map((section) => el("li", { class: `d${depth(section)} ${section.kind}` }, jump("section=" + section.id, { title: section.title }, section.title))));
  return el("nav", { class: "outline", "aria-label": t("outline") }, el("details", { open: innerWidth > 760 }, el("summary", { text: t("outline") }), list));
};

documentView.bar = function () {
  const counts = new Map();
  for (const fact of MARKED) counts.set(fact.kind === "textual" ? "quantity" : fact.kind, (counts.get(fact.kind === "textual" ? "quantity" : fact.kind) || 0) + 1);
  const toggle = (name, on, count, change) => {
    const box = el("input", { type: "checkbox", onchange: () => { change(box.checked); this.fill(); this.mark(); } });
    box.checked = on;
    return el("label", { class: "toggle k-" + name }, box, el("span", { text: t(name) }), el("small", { text: count }));
  };
  return el("div", { class: "bar", role: "group" },
    KINDS.map((kind) => toggle(kind, this.kinds.has(kind), counts.get(kind) || 0, (on) => (on ? this.kinds.add(kind) : this.kinds.delete(kind)))),
    toggle("unexplained", this.numbers, DATA.unexplained.length, (on) => (this.numbers = on)));
};

documentView.fill = function () {
  const group = GROUPS[this.group];
  const step = (by, label) => {
    const other = GROUPS[this.group + by];
    return other ? jump("at=" + other.blocks[0][1] + "-" + other.blocks[0][2], { class: "step" }, label, el("span", { text: other.section.title || DATA.doc.title })) : el("span");
  };
  replace(this.text, group ? chapterBody(group, this) : null, el("nav", { class: "steps", "aria-label": t("chapter") }, step(-1, t("previous")), step(1, t("next"))));
};

/** The right side: the fact's card and its page. */
documentView.aside = function (spot) {
  const page = pageAt(spot.start);
  const spans = spot.end > spot.start && (spot.fact || spot.passage) ? [[spot.start, spot.end]] : [];
  const others = spot.fact ? factsAt(spot.fact.start, new Set(KINDS)).filter((fact) => fact !== spot.fact) : [];
  this.side.classList.toggle("open", Boolean(spot.fact));
  replace(this.side,
    el("div", { class: "sidecard" }, spot.fact ? [button("×", () => this.close(), { class: "closer", "aria-label": t("close") }), factCard(spot.fact, others)] : el("p", { class: "hint" }, t("noFact"), el("br"), el("small", { text: t("keys") }))),
    pagePane(page, spans));
};

documentView.close = function () {
  this.fact = this.focus = null;
  history.replaceState(null, "", "#view=document");
  this.side.classList.remove("open");
  this.mark();
};

/** Scroll to the spot and set it off. */
documentView.reveal = function (spot, move) {
  this.last = spot.start;
  this.mark(spot);
  if (!move) return;
  const place = this.text.querySelector(".now") || this.blockAt(spot.start);
  if (place) place.scrollIntoView({ block: spot.section ? "start" : "center" });
};

documentView.blockAt = function (position) {
  let found = null;
  for (const block of this.text.querySelectorAll("[data-start]")) if (Number(block.dataset.start) <= position) found = block;
  return found;
};

/** The pieces of the chosen fact or passage get the class `now`. */
documentView.mark = function (spot) {
  const span = spot || this.focus;
  for (const old of this.text.querySelectorAll(".now")) old.classList.remove("now");
  if (!span || span.section || span.end <= span.start) return;
  let any = false;
  for (const piece of this.text.querySelectorAll(".f")) {
    const at = Number(piece.dataset.at);
    if (at >= span.start && at < span.end) any = piece.classList.add("now") || true;
  }
  if (!any) this.blockAt(span.start)?.classList.add("now");
};

documentView.choose = function (event) {
  const piece = event.target.closest(".f");
  if (!piece || String(getSelection())) return;
  const [fact] = factsAt(Number(piece.dataset.at), this.kinds);
  if (fact) this.open(fact);
};

/** Open a fact of this chapter without building the view anew. */
documentView.open = function (fact) {
  this.fact = this.focus = fact;
  history.pushState(null, "", "#fact=" + fact.id);
  this.aside({ start: fact.start, end: fact.end, fact });
  this.reveal({ start: fact.start, end: fact.end, fact }, false);
};

/** j and k: the next and previous fact of the kinds that are shown. */
documentView.key = function (key) {
  const shown = MARKED.filter((fact) => this.kinds.has(fact.kind));
  const here = this.fact ? shown.indexOf(this.fact) : after(shown, this.last || 0, (fact) => fact.start) - (key === "j" ? 1 : 0);
  const next = shown[here + (key === "j" ? 1 : -1)];
  if (next) location.hash = "fact=" + next.id;
};
