// Builds DOM from the tree that elements.py made: listed tags and attributes only, text only as text nodes. A tree that
// takes the place of another changes only what differs, so that focus, selection and open folds outlive a text that grows.

import { skip, switchKeys } from "./keys.js";
import { goBack, isComingBack, visit } from "./travel.js";

const TAGS = new Set(
  ("a article aside blockquote button caption datalist dd del details div dl dt em h1 h2 h3 h4 header hr input ins label li mark nav ol " +
    "option p s section select small span strong summary sup table tbody td th thead time tr ul").split(" "),
);
const ATTRIBUTES = new Set(
  ("aria-busy aria-checked aria-current aria-describedby aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-live aria-pressed " +
    "autocomplete class datetime dir for id lang list max min placeholder role scope tabindex title").split(" "),
);
const INPUTS = new Set(["date"]); // kinds of input that may be built
const COPIED_MS = 2000; // long enough to be read
const LOST_MS = 5000; // far longer than the page takes to draw anything
const DRAWN_MS = 100; // most drawing takes no longer
const SETTLED_MS = 250; // fonts and the elements below have found their place by then
let words = { copied: "✓", refused: "✗" }; // until the head of the page has said them
const MOST_KEPT = 200; // trees of answers: ten times what is drawn at a time
const kept = new Map(); // name -> a tree that is not sent again
const shown = new WeakMap(); // root -> the tree it shows
const arrived = new Set(); // ids that were scrolled to once
const markers = new Map(); // card id -> the marker that the reader came from

// The style sheet lies beside this script; nothing is shown before it has come.
await new Promise((resolve) => {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("elements.css", import.meta.url).href;
  sheet.onload = sheet.onerror = resolve;
  document.head.append(sheet);
});

export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement);
  root.tell = setTriggerValue;
  root.send = (value, lasts) => send(root, value, lasts);
  const tree = treeOf(data, root);
  const before = shown.get(root);
  if (!tree || (before && same(before, tree))) return;
  shown.set(root, tree);
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  if (before) revise(root.firstChild, before, tree, root);
  else root.replaceChildren(build(tree, root));
  if (focused && !focused.isConnected) successor(focused, root)?.focus({ preventScroll: true });
  arrive(root);
}

// Tells the page what the reader did. Of two things within one redraw Streamlit may hear the last alone: so each has a
// number, and goes once more with those that follow it soon.
let events = Date.now(); // higher after a reload than before it
const acts = new Map(); // number -> what must not be lost, until the page has heard of it
function send(root, value, lasts) {
  const one = { at: performance.now(), n: ++events, value, lasts };
  if (lasts) acts.set(one.n, one);
  root.sent = [...(root.sent ?? []).filter(({ at }) => one.at - at < LOST_MS), one];
  root.tell("event", root.sent.map(({ n, value, lasts }) => ({ n, value, lasts })));
}

// What was done right before the reader left a page may be lost on the way. Once the new page is here, and says that it
// has not heard of it, it is told again: before, it would have Streamlit draw the old page once more.
function hear({ page, numbers }, root) {
  drawn = page;
  for (const n of numbers) acts.delete(n);
  if (new URL(page || "./", document.baseURI).pathname !== location.pathname) return;
  const lost = [...acts.values()].filter(({ at }) => at < leaving);
  if (lost.length) setTimeout(() => root.tell("event", lost.map(({ n, value, lasts }) => ({ n, value, lasts }))));
}

// The tree that is to be shown: as it was sent, or one that was sent before and is only named now.
function treeOf(data, root) {
  root.wants = data.kept;
  if (data.kept) {
    if (!kept.has(data.kept)) askForLost(root);
    return kept.get(data.kept);
  }
  if (!data.keep) return data;
  kept.set(data.keep, data.tree);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  return data.tree;
}

// Asks for all trees that are lost at once: of parts that ask one by one, Streamlit might hear one only.
function askForLost(root) {
  setTimeout(() => {
    const roots = [...document.querySelectorAll(".fc")].filter((one) => one.wants && !kept.has(one.wants));
    if (!roots.includes(root)) return;
    if (roots[0] === root) root.send({ lost: roots.map((one) => one.wants) });
    setTimeout(() => askForLost(root), LOST_MS);
  }, DRAWN_MS);
}

// What gets the focus of an element that went: the one that took its place, else what the part begins with.
function successor(gone, root) {
  return (gone.id && document.getElementById(gone.id)) || root.querySelector("[tabindex]");
}

function rootOf(parent) {
  let root = parent.querySelector(":scope > .fc");
  if (!root) {
    root = document.createElement("div");
    root.className = "fc";
    root.since = performance.now();
    parent.append(root);
  }
  return root;
}

function build(node, root) {
  if (typeof node === "string") return document.createTextNode(node);
  if (!TAGS.has(node.tag)) return document.createTextNode("");
  const element = document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) {
    if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
  }
  if (node.tag === "button") element.type = "button";
  if (node.tag === "a") point(element, node.attributes.href);
  if (node.tag === "input" && INPUTS.has(node.attributes.type)) element.type = node.attributes.type;
  if (node.does) act(element, node.does, root);
  element.append(...node.children.map((child) => build(child, root)));
  if ("value" in node.attributes || node.does?.field) put(element, node.attributes.value ?? "", node.does);
  return element;
}

function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

// Whether the element that shows one node can go on to show the other: it is the same thing and does the same.
function alike(was, now) {
  if (typeof was === "string" || typeof now === "string") return typeof was === typeof now;
  const fixed = ["id", "class", "href"].every((name) => was.attributes[name] === now.attributes[name]);
  return fixed && was.tag === now.tag && same(was.does, now.does);
}

function revise(shows, was, now, root) {
  if (!alike(was, now)) shows.replaceWith(build(now, root));
  else if (typeof now === "string") reword(shows, was, now);
  else if (!same(was, now)) reviseElement(shows, was, now, root);
}

// A text that has only grown keeps what is selected in it.
function reword(text, was, now) {
  if (now.startsWith(was) && text.data === was) text.appendData(now.slice(was.length));
  else if (now !== was) text.data = now;
}

function reviseElement(element, was, now, root) {
  for (const name of ATTRIBUTES) {
    const value = now.attributes[name];
    if (was.attributes[name] === value) continue;
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  reviseChildren(element, was.children, now.children, root);
  if (was.attributes.value !== now.attributes.value) put(element, now.attributes.value ?? "", now.does);
}

// Each new child takes over the next old one that is alike; old ones that are passed over go.
function reviseChildren(element, was, now, root) {
  const nodes = [...element.childNodes];
  let next = 0;
  for (const child of now) {
    const found = was.findIndex((old, n) => n >= next && alike(old, child));
    if (found < 0) {
      element.insertBefore(build(child, root), nodes[next] ?? null);
      continue;
    }
    for (; next < found; next++) nodes[next].remove();
    revise(nodes[next], was[next], child, root);
    next++;
  }
  for (const gone of nodes.slice(next)) gone.remove();
}

// A link leads to an article of this page, or out of it to http(s) without saying where from.
function point(element, href) {
  const url = URL.canParse(href, document.baseURI) ? new URL(href, document.baseURI) : null;
  if (!url || !["http:", "https:"].includes(url.protocol)) return;
  element.setAttribute("href", href);
  if (url.origin === location.origin) return;
  element.target = "_blank";
  element.rel = "noopener noreferrer nofollow";
  element.referrerPolicy = "no-referrer";
}

function act(element, does, root) {
  if (does.save) save(does.save);
  if (does.unrole) unrole(does.unrole);
  if (does.keys) switchKeys(element, does.keys);
  if (does.again) askAgain(does.again, root);
  if (does.heard) hear(does.heard, root);
  if (does.arrive) element.dataset.arrive = does.arrive;
  if (does.key) element.dataset.key = does.key;
  if (does.go) element.dataset.to = does.go;
  if (does.field) tellOf(element, does, root);
  if (does.address !== undefined) name(does.address);
  if (does.words) speak(does.words);
  if (does.send || does.go || does.back || does.copy || does.visit || does.leave || does.skip || does.edit) {
    element.addEventListener("click", (event) => {
      if (aside(event)) return;
      event.preventDefault();
      if (does.beside && isBeside()) return openBeside(element, does.beside, root);
      if (does.visit) visit(element.getAttribute("href"), does.replaces);
      if (does.skip) skip();
      if (does.leave) goBack(element.getAttribute("href"));
      if (does.send) root.send(does.send, does.lasts);
      if (does.go) go(root, does.go, element);
      if (does.back) back(root, does.back);
      if (does.edit) edit(does.edit);
      if (does.copy) copy(element, does.copy, does.html);
      if (does.return) returnTo(opener);
    });
  }
}

// The page speaks its reader's language: assistive tools read it aloud by that.
function speak(said) {
  words = said;
  document.documentElement.lang = said.language;
}

// The conversation names itself in the address, unless the reader has gone on to another page meanwhile.
function name(address) {
  const page = new URL("./", document.baseURI).pathname;
  if (location.pathname === page) history.replaceState(history.state, "", page + address);
}

// Whether a conversation is there with room beside it: the style sheet draws two columns from this width on.
function isBeside() {
  return matchMedia("(min-width: 1200px)").matches && document.querySelector(".fc-turn") !== null;
}

let opener = null; // the link that opened the article beside the conversation
function openBeside(element, query, root) {
  if (!element.closest(".fc-beside")) opener = element;
  root.send({ beside: query });
  // The cards give way to the article; who followed one far down sees question and answer beside it again.
  const turn = element.closest(".fc-evidence")?.closest(".fc-turn");
  if (turn && turn.getBoundingClientRect().top < 0) settle(turn, "start");
}

// The focus goes back where it came from, as soon as that is to be seen again.
function returnTo(element, until = performance.now() + LOST_MS) {
  if (!element?.isConnected || performance.now() > until) return;
  if (element.offsetParent === null) setTimeout(() => returnTo(element, until), DRAWN_MS);
  else reach(element);
}

// Tells what a reader has put into a field: a date when it is one, or when the reader is done with it, for on the way to
// a year there are years that are not meant. `bad`: there is something in the field that is no date, or out of range.
function tellOf(element, { field: name, keeps, seeks }, root) {
  const tell = () => {
    clearTimeout(element.seeking);
    const bad = !element.validity.valid;
    if (element.told === told(element)) return;
    element.told = told(element);
    if (keeps) keep(keeps, element.value);
    root.send({ field: name, value: element.value, bad });
  };
  element.addEventListener(element.tagName === "SELECT" ? "change" : "blur", tell);
  if (element.tagName === "SELECT") return;
  element.addEventListener("keydown", (event) => event.key === "Enter" && tell());
  if (seeks) return seekFor(element, name, tell, root);
  element.addEventListener("input", () => element.value && element.validity.valid && tell());
}

// Has the page look for names while one is typed, a moment after the last key; one picked from the list is told at once.
const TYPES_MS = 200;
function seekFor(element, name, tell, root) {
  element.addEventListener("input", (event) => {
    if (!event.inputType || event.inputType === "insertReplacementText") return tell();
    clearTimeout(element.seeking);
    element.seeking = setTimeout(() => root.send({ seek: name, value: element.value }), TYPES_MS);
  });
}

// Keeps a choice in this browser for a year, where the page's server sees it with the next visit.
const KEPT_S = 365 * 24 * 3600;
function keep(name, value) {
  const path = new URL("./", document.baseURI).pathname;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${encodeURIComponent(value)}; path=${path}; max-age=${KEPT_S}; samesite=strict${secure}`;
}

function told(element) {
  return JSON.stringify([element.value, !element.validity.valid]);
}

// Puts a value into a field, which was told of it then, or into an option of one.
function put(element, value, does) {
  element.value = value;
  if (does?.field) element.told = told(element);
}

// Asks the page once, a while after it was told to; again much later if nothing has come, for a connection may break.
// While the page is being drawn it does not ask: the browser would lose what stands beside the fragment. Of two parts
// that asked at once, Streamlit would hear one only. What a page that is being left asks for would empty the next one,
// also what is drawn of it meanwhile.
let asked = -Infinity;
let leaving = -Infinity;
let drawn = null; // the page that is here, as it calls itself
let left = null; // the page that was here when the reader went to another
function askAgain({ turn, ms, page }, root) {
  clearTimeout(root.asking);
  const ask = (after) => {
    root.asking = setTimeout(() => {
      if (!root.isConnected) return;
      const isBusy = document.querySelector("[data-test-script-state=running]");
      const isLeft = (root.since < leaving || page === left) && performance.now() - leaving < LOST_MS;
      if (isBusy || isLeft || performance.now() - asked < DRAWN_MS) return ask(DRAWN_MS);
      asked = performance.now();
      root.send({ again: turn });
      ask(LOST_MS);
    }, after);
  };
  ask(ms);
}

// The reader goes to another page of this site, by a link or with the browser's own buttons; it comes a while later.
function leave(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.pathname === location.pathname || aside(event)) return;
  leaving = performance.now();
}
document.addEventListener("click", leave, { capture: true });
let path = location.pathname;
addEventListener("popstate", () => {
  if (location.hash) return;
  leaving = performance.now();
  left = location.pathname === path ? null : drawn;
  path = location.pathname;
});

// A click that asks for a new tab or window is the browser's business.
function aside(event) {
  return event.target.closest("a") && (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0);
}

// A key that a button names presses it from anywhere, unless something that can be opened has a use for the key itself.
function press(event) {
  if (event.defaultPrevented || event.isComposing || document.activeElement?.matches("select, [type=date]")) return;
  const named = document.querySelector(`.fc [data-key="${CSS.escape(event.key)}"]`);
  if (!named) return;
  event.preventDefault();
  named.click();
}
document.addEventListener("keydown", press, { capture: true });

function go(root, id, marker) {
  const target = root.querySelector("#" + CSS.escape(id));
  if (!target) return;
  markers.set(id, marker);
  // While an article has the place of the cards, a number leads straight into its own.
  if (target.offsetParent === null) return target.querySelector("a")?.click();
  outline(root, target);
  reach(target);
}

function back(root, id) {
  const known = markers.get(id);
  const marker = known?.isConnected ? known : root.querySelector(`[data-to="${CSS.escape(id)}"]`);
  if (marker) reach(marker);
}

function outline(root, target) {
  for (const one of document.querySelectorAll(".fc-outlined")) one.classList.remove("fc-outlined");
  target.classList.add("fc-outlined");
}

function reach(target) {
  target.focus({ preventScroll: true });
  scroll(target, target.offsetHeight > innerHeight * 0.7 ? "start" : "center");
}

function scroll(target, block) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
}

// Takes a wrong role off an element of Streamlit's, which may come a moment later.
function unrole(id, until = performance.now() + LOST_MS) {
  const found = document.querySelector(`[data-testid="${CSS.escape(id)}"]`);
  if (found) found.removeAttribute("role");
  else if (performance.now() < until) setTimeout(() => unrole(id, until), DRAWN_MS);
}

// Puts a question into the question box, to be reworded and sent again. The box is Streamlit's (React), which hears of a
// value only as if it were typed.
function edit(question) {
  const box = document.querySelector("[data-testid=stChatInput] textarea");
  if (!box) return;
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, question);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.setSelectionRange(question.length, question.length);
}

let saved = null; // the last file
function save({ name, type, text, id }) {
  if (id === saved) return;
  saved = id;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LOST_MS);
}

// With `html`, a program that pastes formatted text gets that; others get the text.
async function copy(element, text, html) {
  const label = element.textContent;
  let done = true;
  try {
    if (html) await navigator.clipboard.write([new ClipboardItem(kinds(text, html))]);
    else await navigator.clipboard.writeText(text);
  } catch {
    done = false;
  }
  element.setAttribute("aria-live", "polite");
  element.textContent = done ? words.copied : words.refused;
  setTimeout(() => (element.textContent = label), COPIED_MS);
}

function kinds(text, html) {
  const parts = { "text/plain": text, "text/html": html };
  return Object.fromEntries(Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]));
}

// What has just come is brought into view once: a new turn from its top, the words of an article into the middle. Who
// comes back finds the page as it was left.
function arrive(root) {
  for (const target of root.querySelectorAll("[data-arrive]")) {
    const focus = target.dataset.arrive === "focus";
    const isKnown = arrived.has(target.id) && !focus;
    arrived.add(target.id);
    if (isKnown || isComingBack()) continue;
    requestAnimationFrame(() => {
      if (focus) target.focus({ preventScroll: true });
      settle(target, { focus: "center", top: "start", end: "center" }[target.dataset.arrive]);
    });
  }
}

// Scrolls at once and again when the page has settled, unless the reader has moved on by then.
function settle(target, block) {
  const focused = document.activeElement;
  target.scrollIntoView({ block, behavior: "auto" });
  setTimeout(() => {
    if (target.isConnected && document.activeElement === focused) target.scrollIntoView({ block, behavior: "auto" });
  }, SETTLED_MS);
}
