"use strict";
// Map: the districts as tiles, roughly where they lie, with how often the plan reaches them.

const mapView = { count: "", sector: "", district: null };
const MAP_COUNTS = ["project", "place", "measure", "quantity", "commitment"];
const TILE = 96;

mapView.show = function (host, address) {
  if (address.get("district")) this.district = address.get("district");
  this.count = this.count || MAP_COUNTS.find((kind) => FACTS.some((fact) => fact.kind === kind && fact.districts)) || MAP_COUNTS[0];
  this.host = host;
  this.panel = el("aside", { class: "side", "aria-label": t("evidence") });
  const found = this.facts();
  const sectors = [...new Set(FACTS.filter((fact) => fact.districts && fact.sector).map((fact) => fact.sector))].sort();
  replace(host, el("div", { class: "mapview" }, el("section", {}, el("div", { class: "filters" },
    choice(t("count"), MAP_COUNTS.map((kind) => [kind, t(kind)]), this.count, (value) => { this.count = value; this.show(host, new URLSearchParams()); }),
    choice(t("sector"), [["", t("all")], ...sectors.map((code) => [code, sectorName(code)])], this.sector, (value) => { this.sector = value; this.show(host, new URLSearchParams()); })),
    this.picture(found), el("p", { class: "dim small", text: t(DATA.tiles.some(([, , , placed]) => placed) ? "schematic" : "byCode") })), this.panel));
  if (!DATA.tiles.length) replace(this.panel, el("p", { class: "hint", text: t("nothing") }));
  else if (this.district) this.open(this.district, found);
  else replace(this.panel, el("p", { class: "hint", text: t("openTile") }));
};

/** District → facts of the chosen kind and sector; mentions of one project count once. */
mapView.facts = function () {
  const found = new Map(DATA.tiles.map(([name]) => [name, []]));
  const seen = new Set();
  for (const fact of FACTS) {
    if (fact.kind !== this.count || (this.sector && fact.sector !== this.sector)) continue;
    for (const name of fact.districts || []) {
      const key = fact.entity ? name + fact.entity : null;
      if (!found.has(name) || (key && seen.has(key))) continue;
      if (key) seen.add(key);
      found.get(name).push(fact);
    }
  }
  return found;
};

mapView.picture = function (found) {
  const most = Math.max(...[...found.values()].map((facts) => facts.length), 1);
  const width = Math.max(...DATA.tiles.map(([, column]) => column + 1), 1) * TILE, height = Math.max(...DATA.tiles.map(([, , row]) => row + 1), 1) * TILE;
  const scale = Math.min(1.1, Math.max(0.7, (innerHeight - 190) / height));
  return svg("svg", { class: "tiles", width: Math.round((width + 8) * scale), viewBox: `-4 -4 ${width + 8} ${height + 8}`, role: "group", "aria-label": t("map") }, DATA.tiles.map(([name, column, row]) => {
    const count = found.get(name).length;
    const act = () => { this.district = name; history.replaceState(null, "", "#view=map&district=" + encodeURIComponent(name)); this.open(name, found); };
    const share = count ? 0.12 + 0.88 * Math.sqrt(count / most) : 0;
    return svg("g", { class: "tile" + (share > 0.55 ? " dark" : "") + (name === this.district ? " now" : ""), transform: `translate(${column * TILE},${row * TILE})`, tabindex: 0, role: "button", "aria-label": `${name} ${count}`, "data-district": name,
      onclick: act, onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } } },
      svg("rect", { class: "ground", width: TILE - 6, height: TILE - 6, rx: 4 }), svg("rect", { class: "fill", width: TILE - 6, height: TILE - 6, rx: 4, "fill-opacity": share.toFixed(3) }),
      svg("text", { class: "count", x: (TILE - 6) / 2, y: 48, text: count }), svg("text", { x: (TILE - 6) / 2, y: 72, text: clip(name, 5.5) }), svg("title", { text: name }));
  }));
};

mapView.open = function (name, found) {
  for (const tile of this.host.querySelectorAll(".tile")) tile.classList.toggle("now", tile.dataset.district === name);
  evidencePanel(this.panel, name, found.get(name) || []);
};

mapView.close = function () {
  this.panel.classList.remove("open");
};
