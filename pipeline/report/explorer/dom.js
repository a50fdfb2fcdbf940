"use strict";
// Elements are made here and nowhere else, and text is only ever set as text: what a plan says can never become markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element. `props`: class, text, attributes, and `on…` handlers. Children: nodes, strings, arrays; empty ones are left out. */
function el(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" && "value" in node) node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children.flat(4)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

function replace(node, ...children) {
  node.replaceChildren();
  add(node, children);
  return node;
}

function button(label, onclick, props) {
  return el("button", { type: "button", onclick, ...props }, label);
}

/** A link inside the explorer: an address that can be copied. */
function jump(hash, props, ...children) {
  return el("a", { href: "#" + hash, ...props }, ...children);
}

/** A labelled drop-down. `options`: [value, label] pairs. */
function choice(label, options, value, onchange) {
  const select = el("select", { "aria-label": label, onchange: () => onchange(select.value) });
  for (const [key, name] of options) select.append(el("option", { value: key, selected: String(key) === String(value) }, name));
  return el("label", { class: "choice" }, el("span", { text: label }), select);
}

function searchBox(label, value, oninput) {
  const input = el("input", { type: "search", class: "search", placeholder: label, "aria-label": label, value, autocomplete: "off", spellcheck: "false" });
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => oninput(input.value.trim()), 80);
  });
  return input;
}

/** Tell what happened, to screen readers too. */
let saidTimer = 0;
function say(text) {
  const place = document.getElementById("said");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(saidTimer);
  saidTimer = setTimeout(() => place.classList.remove("shown"), 2200);
}

/** The text into the clipboard; browsers without clipboard on files get the old way. */
function copy(text, done) {
  const fallback = () => {
    const area = el("textarea", { class: "away", "aria-hidden": "true", value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    say(done);
  };
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(() => say(done), fallback);
  else fallback();
}

/** Offer a text as a file. */
function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Parts of a text with the matches of a word marked. */
function marked(text, word) {
  if (!word) return [text];
  const parts = [];
  const low = text.toLowerCase(), find = word.toLowerCase();
  let at = 0;
  for (let hit = low.indexOf(find); hit >= 0; hit = low.indexOf(find, at)) {
    parts.push(text.slice(at, hit), el("mark", { text: text.slice(hit, hit + word.length) }));
    at = hit + word.length;
  }
  parts.push(text.slice(at));
  return parts;
}
