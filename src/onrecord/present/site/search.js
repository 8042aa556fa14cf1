"use strict";
const form = document.getElementById("ask");
const box = document.getElementById("words");
const kind = document.getElementById("kind");
const told = document.getElementById("told");
const list = document.getElementById("found");
const MOST = 50;
const AROUND = 160;
const LETTER = "[\\p{L}\\p{N}]";

// One letter stays one letter, so that a place in the folded text is the place in the text.
const fold = (text) => [...text].map((c) => {
  const plain = c.normalize("NFD")[0].toLowerCase().replace("’", "'");
  return plain.length === c.length ? plain : c;
}).join("");
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const folded = RECORD.parts.map((part) => fold(part[2]));
const heads = RECORD.articles.map((article) => fold(`${article[1]} ${article[2]}`));
const labels = RECORD.parts.map((part) => part[3].map((note) => fold(note[2])).join(" "));

// What is asked for: words, each met by all that begins with it, and phrases in quotation marks, met as they stand.
function terms(text) {
  const found = [];
  for (const match of fold(text).matchAll(/["“”]([^"“”]+)["“”]?|([\p{L}\p{N}][\p{L}\p{N}'.,-]*)/gu)) {
    const words = (match[1] || match[2]).trim().replace(/[.,'-]+$/u, "");
    if (!words) continue;
    const ends = match[1] ? `(?!${LETTER})` : "";
    const inner = escaped(words).replace(/\s+/g, "\\s+");
    found.push({ words, test: new RegExp(`(?<!${LETTER})${inner}${ends}`, "gu"), whole: new RegExp(`(?<!${LETTER})${inner}(?!${LETTER})`, "u") });
  }
  return found;
}

const times = (text, term) => (text.match(term.test) || []).length;
const begins = (text, term) => text.search(term.test) >= 0;

function matches(asked, wanted) {
  const held = [];
  const spread = asked.map(() => 0);
  RECORD.parts.forEach((part, at) => {
    const notes = part[3].filter((note) => !wanted || note[1] === wanted);
    if (wanted && !notes.length) return;
    const own = wanted ? notes.map((note) => fold(`${note[3]} ${note[2]}`)).join(" ") : folded[at];
    const seen = asked.map((term) => begins(own, term) || begins(labels[at], term) || begins(heads[part[0]], term));
    seen.forEach((met, n) => { spread[n] += met; });
    const here = asked.some((term) => begins(own, term) || begins(labels[at], term));
    if (here && seen.every(Boolean)) held.push([at, notes, own]);
  });
  const rare = spread.map((many) => Math.log(1 + RECORD.parts.length / (1 + many)));
  return held.map(([at, notes, own]) => [score(at, own, asked, rare), at, notes]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
}

// Rare words weigh more, a word met again less; whole words, headings and what stands on record count beside.
function score(at, own, asked, rare) {
  const length = 0.5 + own.length / 400;
  let sum = 0;
  asked.forEach((term, n) => {
    const many = times(own, term);
    sum += rare[n] * (many / (many + length));
    if (term.whole.test(own)) sum += rare[n] * 0.5;
    if (begins(heads[RECORD.parts[at][0]], term)) sum += rare[n] * 0.3;
    if (begins(labels[at], term)) sum += rare[n] * 0.4;
  });
  return sum;
}

function places(text, asked) {
  const plain = fold(text);
  const found = asked.flatMap((term) => [...plain.matchAll(term.test)].map((m) => [m.index, m.index + m[0].length]));
  return found.sort((a, b) => a[0] - b[0]);
}

function marked(text, asked) {
  const found = places(text, asked);
  const first = found.length ? found[0][0] : 0;
  const start = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
  const end = text.length > start + 3 * AROUND ? text.lastIndexOf(" ", start + 3 * AROUND) : text.length;
  const line = document.createElement("p");
  line.className = "line";
  let at = start;
  if (start) line.append("… ");
  for (const [from, to] of found) {
    if (from < at || to > end) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    line.append(text.slice(at, from), mark);
    at = to;
  }
  line.append(text.slice(at, end), end < text.length ? " …" : "");
  return line;
}

function linked(address, text, name) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  if (name) link.className = name;
  return link;
}

function shown([, at, notes], asked) {
  const [article, start, text] = RECORD.parts[at];
  const [page, title, publisher, day] = RECORD.articles[article];
  const item = document.createElement("li");
  const head = document.createElement("p");
  const by = document.createElement("span");
  by.className = "by";
  by.textContent = ` ${publisher}, ${day}`;
  head.append(linked(`${page}#t-${start}`, title, "to"), by);
  item.append(head, marked(text, asked));
  const met = notes.filter((note) => asked.some((term) => begins(fold(`${note[3]} ${note[2]}`), term)));
  if (met.length) {
    const line = document.createElement("p");
    line.className = "by";
    met.slice(0, 6).forEach((note, n) => line.append(n ? " · " : "On record: ", linked(`${page}#e-${note[0]}`, `${note[1]}, ${note[2]}`)));
    item.append(line);
  }
  return item;
}

function look() {
  const asked = terms(box.value);
  const found = asked.length ? matches(asked, kind.value) : [];
  list.replaceChildren(...found.slice(0, MOST).map((hit) => shown(hit, asked)));
  const many = found.length === 1 ? "1 paragraph" : `${found.length.toLocaleString("en")} paragraphs`;
  const more = found.length > MOST ? `, the first ${MOST} shown` : "";
  told.textContent = !asked.length ? "" : found.length ? `${many}${more}.` : "Not on record in these pages.";
  history.replaceState(null, "", asked.length ? `#q=${encodeURIComponent(box.value)}&kind=${kind.value}` : "#");
}

function asked() {
  const given = new URLSearchParams(location.hash.slice(1));
  box.value = given.get("q") || "";
  kind.value = given.get("kind") || "";
  look();
}

let wait;
box.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(look, 120); });
kind.addEventListener("change", look);
form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
document.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("a.to")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "/" && document.activeElement !== box) { event.preventDefault(); box.focus(); box.select(); }
  if (event.target === kind) return;
  if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
  if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at ? links[at - 1] : box).focus(); }
  if (event.key === "Escape") { box.focus(); box.select(); }
});
window.addEventListener("hashchange", asked);
form.hidden = false;
asked();
box.focus();
