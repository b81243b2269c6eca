"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const held = (id) => JSON.parse(byId(id).textContent);
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  const hits = held("report-hits");
  const voices = held("report-voices");
  const frames = held("report-parameters").lexicon.frames;
  const frameNumber = new Map(frames.map(({ frame }, number) => [frame, number]));
  const column = new Map(hits.columns.map((name, place) => [name, place]));
  const value = (row, name) => hits.rows[row][column.get(name)];

  // Where each hit stands on the page, and in which article.
  const places = hits.rows.map(() => []);
  const rowsOf = new Map();
  for (const element of all("[data-h]")) {
    const rows = element.dataset.h.split(" ").map(Number);
    rowsOf.set(element, rows);
    for (const row of rows) places[row].push(element);
  }
  const letters = [];
  for (const element of all("[data-l]")) letters[element.dataset.l] = element;
  const articles = all("article").map((element, number) => ({
    element, number,
    name: element.querySelector("h3").textContent,
    count: element.querySelector(".count"),
    text: element.querySelector(".text"),
    row: byId(`r${number}`),
    strip: (byId(`r${number}`) || element).querySelector(".strip"),
    rows: [],
  }));
  const articleNumber = new Map(articles.map((article) => [article.element.dataset.doc, article.number]));
  const articleOf = hits.rows.map((_, row) => articleNumber.get(value(row, "doc_id")));
  articleOf.forEach((number, row) => articles[number].rows.push(row));

  // Filters: a hit is shown if it passes all of them; beside each choice stands how many it would show.
  const form = document.forms[0];
  const boxes = ["frame", "voice", "stance"].map((name) => ({
    inputs: all(`input[name=${name}]`, form),
    values: hits.rows.map((_, row) => String(value(row, name))),
  }));
  const on = hits.rows.map(() => true);
  const drawn = hits.rows.map(() => true); // as the page has it: an article that is hidden waits until it is seen
  const lowered = (text) => String(text).trim().toLowerCase();
  const speaker = hits.rows.map((_, row) => lowered(value(row, "speaker") || ""));
  const named = articles.map((article) => lowered(`${article.name} ${article.element.dataset.doc}`));

  let printing = false;
  function apply() {
    const wanted = boxes.map(({ inputs }) => new Set(inputs.filter((input) => input.checked).map((input) => input.value)));
    const counts = boxes.map(() => new Map());
    const [bySpeaker, byArticle] = [lowered(form.speaker.value), lowered(form.article.value)];
    const within = named.map((name) => printing || name.includes(byArticle));
    for (const article of articles) article.now = 0;
    for (let row = 0; row < on.length; row += 1) {
      let failed = within[articleOf[row]] && (printing || speaker[row].includes(bySpeaker)) ? 0 : boxes.length;
      let only = -1;
      for (let place = 0; failed <= 1 && place < boxes.length && !printing; place += 1) {
        if (!wanted[place].has(boxes[place].values[row])) [failed, only] = [failed + 1, place];
      }
      for (let place = 0; place < boxes.length; place += 1) {
        if (failed && (failed > 1 || only !== place)) continue;
        const key = boxes[place].values[row];
        counts[place].set(key, (counts[place].get(key) || 0) + 1);
      }
      on[row] = !failed;
      if (on[row]) articles[articleOf[row]].now += 1;
    }
    const narrowed = !printing && (bySpeaker !== "" || boxes.some(({ inputs }) => inputs.some((input) => !input.checked)));
    for (const article of articles) {
      const beside = moved.some(([element]) => element === article.element);
      const out = !beside && (!within[article.number] || (narrowed && article.now === 0));
      if (article.element.hidden !== out) article.element.hidden = out;
      if (article.row && article.row.hidden !== out) article.row.hidden = out;
      if (!out) draw(article);
    }
    boxes.forEach(({ inputs }, place) => {
      for (const input of inputs) input.parentNode.querySelector(".some").textContent = number(counts[place].get(input.value) || 0);
    });
    const left = articles.filter((article) => !article.element.hidden).length;
    const shares = left === articles.length ? "" : `${number(left)} of `;
    say(`${counted(sum(articles), on.length)} in ${shares}${plural(articles.length, "article")}`);
  }

  const sum = (list) => list.reduce((total, article) => total + article.now, 0);
  const number = (count) => count.toLocaleString("en-GB");
  const plural = (count, what) => `${number(count)} ${what}${count === 1 ? "" : "s"}`;
  const counted = (some, every) => `${some === every ? "" : `${number(some)} of `}${plural(every, "hit")}`;
  function say(text) {
    if (byId("shown").textContent !== text) byId("shown").textContent = text;
  }

  function draw(article) {
    const changed = article.rows.filter((row) => drawn[row] !== on[row]);
    if (!changed.length) return;
    for (const row of changed) {
      drawn[row] = on[row];
      letters[row].hidden = !on[row];
      places[row].forEach(show);
    }
    article.count.textContent = counted(article.now, article.rows.length);
    enter(article.text);
    if (article.strip) enter(article.strip);
  }

  function show(element) {
    const shown = rowsOf.get(element).filter((row) => on[row]);
    if (element.tagName !== "MARK") {
      element.classList.toggle("off", !shown.length);
      return;
    }
    const numbers = [...new Set(shown.map((row) => frameNumber.get(value(row, "frame"))))].sort((a, b) => a - b);
    element.className = (numbers.length ? `k${numbers.join("-")}` : "off") + (element.classList.contains("gap") ? " gap" : "");
  }

  // Keyboard: a text or a row of marks is one stop; arrow keys go from one to the next in it.
  const firsts = new Set();
  for (const element of all("[data-v]")) {
    if (!firsts.has(element.dataset.v)) {
      firsts.add(element.dataset.v);
      element.classList.add("first");
    }
  }
  const stops = (within, every) => {
    const found = all("a[data-h]:not(.off), mark[id]:not(.off)", within);
    return every || !found.length ? all("a[data-h]:not(.off), mark[id]:not(.off), u.first", within) : found;
  };
  const entered = new Map();
  function enter(within, chosen) {
    const now = entered.get(within);
    const next = chosen || (now && !now.classList.contains("off") ? now : stops(within)[0]);
    if (!next || now === next) return;
    if (now) now.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    entered.set(within, next);
  }
  for (const element of all("a[data-h], mark[id], u.first")) element.setAttribute("tabindex", "-1");
  for (const within of all(".strip, .text")) enter(within);
  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    const within = event.target.closest && event.target.closest(".strip, .text");
    if (!step || !within || !event.target.hasAttribute("tabindex") || event.ctrlKey || event.altKey || event.metaKey) return;
    const found = stops(within, event.shiftKey || event.target.tagName === "U");
    const at = found.indexOf(event.target);
    const next = found[Math.min(Math.max(at + step, 0), found.length - 1)];
    if (!next) return;
    event.preventDefault();
    enter(within, next);
    next.focus();
  });

  // What a mark or a line says of itself, beside it.
  const tip = byId("tip");
  let shownFor = null;
  function facts(pairs) {
    const list = make("dl", "");
    for (const [name, text] of pairs) if (text) list.append(make("dt", name), make("dd", text));
    return list;
  }
  const both = (first, second) => (second ? `${first} (${second})` : first);
  function ofHit(row) {
    const get = (name) => (column.has(name) ? value(row, name) : "");
    return facts([
      ["Frame", both(frames[frameNumber.get(get("frame"))].label, get("category"))],
      ["Pattern", get("pattern")],
      ["Words", get("text")],
      ["Voice", both(get("voice"), get("kind"))],
      ["Speaker", both(get("speaker"), get("speaker") && get("speaker_type"))],
      ["Cue", get("voice_cue")],
      ["Stance", get("stance")],
      ["Author, source", get("source_stance") && `${get("author_stance")}, ${get("source_stance")}`],
      ["Stance cue", both(get("stance_cue"), get("stance_cue_type"))],
      ["Rule", both(get("voice_rule"), get("confidence") && `confidence ${get("confidence").toFixed(2)}`)],
      ["Hit", `row ${row} of the table`],
    ]);
  }
  function ofVoice([voice, kind, who, cue, rule, confidence]) {
    const sure = `confidence ${confidence.toFixed(2)}`;
    return facts([["Voice", both(voice, kind)], ["Speaker", who], ["Cue", cue], ["Rule", both(rule, sure)]]);
  }
  function told(element) {
    const marked = (rowsOf.get(element) || []).filter((row) => on[row]).map(ofHit);
    if (marked.length) return marked;
    const lists = [];
    for (let at = element.closest("u"); at; at = at.parentElement.closest("u")) lists.push(ofVoice(voices[at.dataset.v]));
    return lists;
  }
  function open(element) {
    const lists = told(element);
    if (!lists.length) return close();
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = element;
    tip.replaceChildren(...lists);
    tip.hidden = false;
    element.setAttribute("aria-describedby", "tip");
    put();
  }
  function put() {
    const box = shownFor.getClientRects()[0] || shownFor.getBoundingClientRect();
    const below = box.bottom + 6 + tip.offsetHeight <= window.innerHeight || box.top < tip.offsetHeight + 6;
    tip.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${below ? box.bottom + 6 : box.top - tip.offsetHeight - 6}px`;
  }
  function close() {
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
    tip.hidden = true;
  }
  const pointed = (target) => target.closest && target.closest("[data-h], [data-v]");
  document.addEventListener("pointerover", (event) => {
    const element = pointed(event.target);
    if (element && element !== shownFor) open(element);
    else if (!element && !tip.contains(event.target) && shownFor !== document.activeElement) close();
  });
  document.addEventListener("focusin", (event) => (pointed(event.target) ? open(pointed(event.target)) : close()));
  document.addEventListener("focusout", close);
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("scroll", () => shownFor && put(), { passive: true });

  // Side by side: two articles stand in a place of their own until they go back.
  const pair = byId("pair");
  const moved = [];
  function apart() {
    for (const [element, place] of moved.splice(0)) place.replaceWith(element);
    pair.hidden = true;
    byId("articles").hidden = false;
  }
  function together() {
    const chosen = [form.left.value, form.right.value];
    apart();
    if (chosen.includes("") || chosen[0] === chosen[1]) return;
    for (const number of chosen) {
      const { element } = articles[number];
      const place = document.createComment("");
      element.replaceWith(place);
      moved.push([element, place]);
      pair.querySelector("div").append(element);
    }
    pair.hidden = false;
    byId("articles").hidden = true;
    apply();
    say(`${articles[chosen[0]].name} beside ${articles[chosen[1]].name}`);
    byId("pair-title").scrollIntoView();
  }

  // Links lead somewhere: what hides their target is undone.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    const target = link && byId(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!target) return;
    const article = target.closest("article");
    if (article && article.hidden) { form.reset(); apply(); }
    if (article && moved.length && !moved.some(([element]) => element === article)) separate();
    requestAnimationFrame(() => {
      const stop = target.matches("mark, section, details, article") ? target : target.nextElementSibling;
      const text = stop.closest(".text");
      if (text && stop.hasAttribute("tabindex")) enter(text, stop);
      stop.focus({ preventScroll: true });
    });
  });
  function separate() {
    form.left.value = form.right.value = "";
    apart();
    apply();
  }

  form.addEventListener("input", (event) => (event.target.tagName === "SELECT" ? together() : apply()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apart(); apply(); }));
  byId("apart").addEventListener("click", () => { separate(); byId("articles").focus(); });

  // On paper everything stands, whatever is filtered on the screen.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    printing = true;
    opened = all("details:not([open])");
    for (const element of opened) element.open = true;
    apart();
    apply();
  });
  window.addEventListener("afterprint", () => {
    printing = false;
    for (const element of opened) element.open = false;
    apply();
    together();
  });

  // Downloads: the tables of this page as files.
  const cell = (item) => {
    const text = item === null ? "" : item === true ? "True" : item === false ? "False" : String(item);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const csv = ({ columns, rows }) => [columns, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
  function save(name, type, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  byId("downloads").hidden = false;
  byId("downloads").addEventListener("click", ({ target }) => {
    const { table, json } = target.dataset;
    if (table) save(`${table}.csv`, "text/csv", csv(held(table)));
    if (json) save(`${json}.json`, "application/json", byId(json).textContent);
  });

  for (const [list, names] of [
    ["speakers", new Set(hits.rows.map((_, row) => value(row, "speaker") || "").filter(Boolean).sort())],
    ["names", articles.map((article) => article.name)],
  ]) for (const name of names) byId(list).append(Object.assign(document.createElement("option"), { value: name }));
  for (const { name, number } of articles) {
    for (const select of [form.left, form.right]) select.append(new Option(name, number));
  }
  byId("choose").hidden = articles.length < 2;
  if (window.innerWidth < 1088) byId("filters").open = false;
  form.hidden = false;
  apply();
})();
