"use strict";
const at = (id) => document.getElementById(id);
const words = JSON.parse(at("words").textContent);
const language = document.documentElement.lang;
const digits = new Intl.NumberFormat(language);
const TURN = 10000;    // milliseconds that one page of teams stays
const SILENCE = 25000; // milliseconds without a sign of life: the hub sends one every 10 s
const LONG = 12;       // characters of a name from which it is smaller, and may take two lines
const LONGER = 20;     // characters from which it is smaller still
const WORDY = 48;      // characters of a title from which it is smaller
const LEAST = 60;      // points of the least range that a trend shows, so that no trifle looks like a fall
const OVERDUE = 600000; // milliseconds after which a late reply leaves the wall
const kinds = new Map();
const ranks = new Map();
const moves = new Map();
let told = { t: 0, at: 0 };
let heard = 0;
let source = null;
let wanted = false;
let turned = Date.now();
let first = 0;
let ceremony = "";

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
function make(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}
function all(kind) {
  return [...(kinds.get(kind) || new Map()).values()];
}
function one(kind) {
  return all(kind)[0] || null;
}

// --- what the hub says

function put(card) {
  if (!kinds.has(card.kind)) kinds.set(card.kind, new Map());
  if (card.kind === "row") note(card);
  kinds.get(card.kind).set(card.key, card);
}
function note(row) {
  const before = ranks.get(row.key);
  ranks.set(row.key, row.rank);
  if (before !== undefined && before !== row.rank) moves.set(row.key, { by: before - row.rank, at: Date.now() });
}
function take(event, whole) {
  const data = JSON.parse(event.data);
  if (whole) kinds.clear();
  for (const [kind, key] of data.drop || []) (kinds.get(kind) || new Map()).delete(key);
  for (const card of data.put || []) put(card);
  hear(data.t);
  draw();
}
function hear(t) {
  told = { t, at: performance.now() };
  heard = Date.now();
  if (document.body.dataset.link !== "live") link("live");
}
function link(state) {
  document.body.dataset.link = state;
  at("link").textContent = fill(words[state], { time: new Date(heard || Date.now()).toLocaleTimeString(language) });
}
function listen() {
  if (source) source.close();
  source = new EventSource("board/stream" + location.search);
  source.addEventListener("all", (event) => take(event, true));
  source.addEventListener("news", (event) => take(event, false));
  source.addEventListener("beat", (event) => { hear(JSON.parse(event.data).t); });
  source.onerror = () => { if (heard) link("offline"); };
}
function watch() {
  // A browser gives up for good on some errors, and does not see a line that fell silent.
  const silent = Date.now() - heard > SILENCE;
  if (heard && silent) link("offline");
  if (source.readyState === EventSource.CLOSED || (heard && silent)) listen();
}

// --- time

function now() {
  const clock = one("clock");
  if (!clock || clock.state !== "running" || document.body.dataset.link !== "live") return told.t;
  return Math.min(clock.length, told.t + (performance.now() - told.at) * clock.p / Math.max(1, clock.q));
}
const two = (number) => String(Math.floor(number)).padStart(2, "0");
function span(milliseconds) {
  const seconds = Math.max(0, milliseconds) / 1000;
  const hours = Math.floor(seconds / 3600);
  return (hours ? hours + ":" + two(seconds / 60 % 60) : String(Math.floor(seconds / 60))) + ":" + two(seconds % 60);
}
function local(t) {
  const clock = one("clock");
  const minutes = ((clock ? clock.starts : 0) + t * (clock ? clock.pace : 1)) / 60000;
  return two(minutes / 60 % 24) + ":" + two(minutes % 60);
}
function tick() {
  const clock = one("clock");
  if (!clock) return;
  const t = now();
  at("clock").textContent = "T+" + two(t / 3600000) + ":" + two(t / 60000 % 60) + ":" + two(t / 1000 % 60);
  at("local").textContent = words.local + " " + local(t) + "  ·  " + span(clock.length - t) + " " + words.left;
  for (const node of document.querySelectorAll("[data-due]")) {
    const left = Number(node.dataset.due) - t;
    node.textContent = left > 0 ? span(left) : words.late + " " + span(-left);
    node.className = left > 0 ? "" : "late";
  }
}

// --- drawing

function draw() {
  if (wanted) return;
  wanted = true;
  // A page out of sight gets no frames; it still must be right when it comes into sight.
  (document.hidden ? (work) => setTimeout(work, 200) : requestAnimationFrame)(() => { wanted = false; show(); });
}
function show() {
  const drill = one("drill");
  const board = one("board") || { frozen: false, delay: 0, revealed: null };
  at("title").textContent = drill ? drill.title : words.board;
  at("title").className = at("title").textContent.length > WORDY ? "wordy" : "";
  chips(board);
  beside();
  table();
  curtain(board);
  tick();
}
function chips(board) {
  const clock = one("clock");
  const results = one("results");
  const parts = [];
  if (clock) parts.push(make("span", clock.state === "running" ? "" : "badge", clock.says));
  if (board.frozen) parts.push(make("span", "badge frozen", words.frozen));
  if (board.delay >= 60000) parts.push(make("span", "delay", fill(words.delayed, { n: Math.round(board.delay / 60000) })));
  else if (board.delay) parts.push(make("span", "delay", fill(words.delayedSeconds, { n: Math.round(board.delay / 1000) })));
  if (results && results.says) parts.push(make("span", "state", results.says));
  at("chips").replaceChildren(...parts);
}
function unit() {
  return Math.min(innerWidth / 100, innerHeight / 56.25);
}
function table() {
  const rows = all("row").sort((a, b) => a.rank - b.rank || b.total - a.total);
  const across = at("beside").childElementCount ? 2 : 3;
  const tall = Math.max(1, Math.floor((at("rows").clientHeight + unit() * 0.4) / (unit() * 3.85)));
  const dense = rows.length > tall * 3;
  const many = dense ? tall * across : tall;
  if (first >= rows.length) first = 0;
  const shown = rows.slice(first, first + many);
  const heads = dense ? [] : columns(rows);
  const grid = dense ? "calc(var(--u) * 3.6) minmax(0, 1fr) auto" : lines(heads);
  at("heads").hidden = dense || !rows.length;
  at("heads").style.setProperty("--columns", grid);
  at("heads").replaceChildren(...headings(heads));
  at("rows").className = dense ? "dense" : "";
  at("rows").style.setProperty("--columns", grid);
  at("rows").style.gridTemplateColumns = dense ? "repeat(" + across + ", minmax(0, 1fr))" : "";
  at("rows").style.gridTemplateRows = dense ? "repeat(" + tall + ", auto)" : "";
  const best = Math.max(1, ...rows.map((row) => row.total));
  at("rows").replaceChildren(...shown.map((row) => line(row, heads, best, dense)));
  at("empty").textContent = rows.length ? "" : words.waiting;
  foot(rows.length, many);
}
function columns(rows) {
  const heads = rows.length ? rows[0].sections.map(([head], n) => ({ head, n })) : [];
  const used = heads.filter(({ n }) => rows.some((row) => row.sections[n] && row.sections[n][1]));
  const room = at("beside").childElementCount ? 4 : 7;
  return used.slice(0, room);
}
function lines(heads) {
  const narrow = at("beside").childElementCount > 0;
  const widths = [3.2, 2.4, 0, ...heads.map(() => narrow ? 5.9 : 6.6), narrow ? 6 : 12, 7.6];
  return widths.map((width) => width ? "calc(var(--u) * " + width + ")" : "minmax(0, 1fr)").join(" ");
}
function headings(heads) {
  return [
    make("span", "", "#"), make("span", "left", ""), make("span", "left", words.team),
    ...heads.map(({ head }) => make("span", "", head)), make("span", "", words.trend), make("span", "", words.total),
  ];
}
function line(row, heads, best, dense) {
  const made = make("div", "row");
  made.dataset.team = row.key;
  const bar = make("i");
  bar.style.width = Math.max(0, 100 * row.total / best) + "%";
  const name = make("span", "name left" + sized(row.label, dense ? 8 : 0), row.label);
  if (row.division && !dense) name.append(make("small", "", row.division));
  made.append(bar, make("span", "rank", String(row.rank)));
  if (!dense) made.append(moved(row));
  made.append(name);
  if (!dense) made.append(...heads.map(({ n }) => points(row.sections[n])), trend(row.trend));
  made.append(make("span", "total", digits.format(row.total)));
  return made;
}
function sized(label, room) {
  return label.length >= LONGER + room ? " long longer" : label.length >= LONG + room ? " long" : "";
}
function points(section) {
  const number = section ? section[1] : 0;
  return make("span", number < 0 ? "taken" : number ? "" : "none", number ? digits.format(number) : "–");
}
function moved(row) {
  const move = moves.get(row.key);
  if (!move || Date.now() - move.at > 60000) return make("span", "move");
  const made = make("span", "move " + (move.by > 0 ? "up" : "down"), (move.by > 0 ? "▲" : "▼") + Math.abs(move.by));
  made.title = fill(move.by > 0 ? words.up : words.down, { n: Math.abs(move.by) });
  return made;
}
function trend(values) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 30");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const top = Math.max(...values, 0), low = Math.min(...values, top - LEAST), high = Math.max(top, low + LEAST);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  const step = values.length > 1 ? 100 / (values.length - 1) : 0;
  path.setAttribute("points", values.map((value, n) => (n * step).toFixed(1) + "," + (28 - 26 * (value - low) / (high - low)).toFixed(1)).join(" "));
  svg.append(path);
  return svg;
}
function foot(teams, many) {
  const pages = Math.ceil(teams / many);
  at("pages").textContent = pages > 1 ? fill(words.teams, { first: first + 1, last: Math.min(teams, first + many), all: teams }) : "";
  at("dots").textContent = pages > 1 && pages <= 30 ? [...Array(pages).keys()].map((n) => (n === Math.floor(first / many) ? "●" : "○")).join("") : "";
  at("rows").dataset.many = String(many);
}
function turn() {
  const many = Number(at("rows").dataset.many || 0);
  if (!many || all("row").length <= many || Date.now() - turned < TURN) return;
  turned = Date.now();
  first = first + many >= all("row").length ? 0 : first + many;
  draw();
}

// --- beside the ranks

function beside() {
  const parts = [lost(), dues(), story()].filter((part) => part !== null);
  at("beside").replaceChildren(...parts);
  // No sentence is cut in half: the oldest go until the rest fits.
  const told = at("beside").querySelector(".story");
  while (told && told.childElementCount > 2 && told.scrollHeight > told.clientHeight) told.lastElementChild.remove();
}
function panel(name, title, aside) {
  const made = make("section", name);
  const head = make("h2", "", title);
  if (aside) head.append(make("span", "", aside));
  made.append(head);
  return made;
}
function lost() {
  const shadow = one("shadow");
  if (!shadow) return null;
  const made = panel("lost", words.undefended, fill(words.services, { up: shadow.up, all: shadow.services }));
  const holding = one("holding") || { teams: 0, held: [] };
  for (const [t, what, much] of shadow.losses.slice(-3)) made.append(...loss(t, what, much, holding));
  if (!shadow.losses.length) made.append(make("p", "", words.intact));
  return made;
}
function loss(t, what, much, holding) {
  const amount = /^\d+$/.test(much) ? digits.format(Number(much)) : much;
  const pair = make("p", "pair big");
  pair.append(make("span", "", what + (amount ? ": " + amount : "")), make("span", "", local(t)));
  const held = holding.held.find(([name]) => name === what);
  if (!held) return [pair];
  const bar = make("div", "share");
  bar.append(make("i"));
  bar.firstChild.style.width = 100 * held[1] / Math.max(1, holding.teams) + "%";
  return [pair, make("p", "held", fill(words.holding, { n: held[1], all: holding.teams })), bar];
}
function dues() {
  const cards = all("due").filter((card) => card.due > now() - OVERDUE).sort((a, b) => a.due - b.due);
  if (!cards.length) return null;
  const made = panel("due", words.due, "");
  for (const card of cards.slice(0, 4)) {
    const name = make("span", "", card.label);
    const left = make("span");
    left.dataset.due = card.due;
    const pair = make("p", "pair");
    pair.append(name, make("small", "", fill(words.owe, { n: card.waiting })), left);
    made.append(pair);
  }
  return made;
}
function story() {
  const cards = all("story").sort((a, b) => Number(b.key) - Number(a.key));
  if (!cards.length) return null;
  const made = panel("story", words.story, "");
  for (const card of cards) {
    const told = make("p");
    told.append(make("span", "", local(card.t)), make("span", "", card.words));
    made.append(told);
  }
  return made;
}

// --- the ceremony

function curtain(board) {
  const drawn = board.revealed !== null;
  const shown = all("award").sort((a, b) => a.place - b.place);
  at("curtain").hidden = !drawn;
  const state = JSON.stringify([drawn, shown.map((award) => [award.key, award.winners])]);
  if (!drawn || state === ceremony) { ceremony = drawn ? state : ""; return; }
  ceremony = state;
  const winners = shown.length ? shown[0].winners.length : 0;
  at("curtain").className = winners > 4 ? "crowd" : winners > 1 ? "many" : "";
  at("curtain").replaceChildren(...(shown.length ? prize(shown[0], shown.slice(1)) : [
    make("p", "lead", at("title").textContent), make("p", "award", words.ceremony), make("p", "lead", words.curtain),
  ]));
}
function prize(award, before) {
  const made = [make("p", "award shown", award.title)];
  const winners = make("div", "winners shown");
  for (const [label, figure] of award.winners) {
    const winner = make("p", "winner", label);
    winner.append(make("span", "figure", figure));
    winners.append(winner);
  }
  made.push(winners);
  if (!award.winners.length) made.push(make("p", "winner none shown", words.nobody));
  if (before.length) {
    const list = make("p", "before");
    for (const one of before) list.append(make("span", "", one.title + ": " + (one.winners.map(([label]) => label).join(", ") || words.nobody)));
    made.push(list);
  }
  const results = one("results");
  if (results && results.seal.length) made.push(make("p", "seal", words.seal + ": " + results.seal.join(" ")));
  return made;
}

link("connecting");
listen();
setInterval(watch, 3000);
setInterval(tick, 250);
setInterval(turn, 1000);
addEventListener("resize", draw);
