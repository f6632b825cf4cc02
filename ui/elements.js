// Builds DOM from the tree that elements.py made: listed tags and attributes only, text only as text nodes.

const TAGS = new Set(
  ("a article aside button dd details div dl dt em h1 h2 h3 h4 header li mark ol p section small span strong summary " +
    "sup time ul").split(" "),
);
const ATTRIBUTES = new Set(
  ("aria-busy aria-describedby aria-label aria-labelledby aria-live class datetime dir id lang role tabindex title")
    .split(" "),
);
const COPIED_MS = 2000; // long enough to be read
const SETTLED_MS = 250; // fonts and the elements below have found their place by then
const shown = new WeakMap(); // root -> the JSON it shows
const arrived = new Set(); // ids that were scrolled to once
let left = null; // where in the conversation an article was opened from
const markers = new Map(); // card id -> the marker that the reader came from

export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement);
  root.send = (value) => setTriggerValue("event", value);
  const json = JSON.stringify(data);
  if (shown.get(root) === json) return;
  shown.set(root, json);
  root.replaceChildren(build(data, root));
  arrive(root);
}

function rootOf(parent) {
  let root = parent.querySelector(":scope > .fc");
  if (!root) {
    root = document.createElement("div");
    root.className = "fc";
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
  if (node.does) act(element, node.does, root);
  element.append(...node.children.map((child) => build(child, root)));
  return element;
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
  if (does.arrive) element.dataset.arrive = does.arrive;
  if (does.go) element.dataset.to = does.go;
  if (does.send || does.go || does.back || does.copy) {
    element.addEventListener("click", (event) => {
      if (does.send && aside(event)) return;
      event.preventDefault();
      if (does.send?.open) left = element.closest("[id]")?.id ?? null;
      if (does.send) root.send(does.send);
      if (does.go) go(root, does.go, element);
      if (does.back) back(root, does.back);
      if (does.copy) copy(element, does.copy);
    });
  }
}

// A click that asks for a new tab or window is the browser's business.
function aside(event) {
  return event.currentTarget.tagName === "A" && (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0);
}

function go(root, id, marker) {
  const target = root.querySelector("#" + CSS.escape(id));
  if (!target) return;
  markers.set(id, marker);
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

async function copy(element, text) {
  const label = element.textContent;
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = false;
  }
  element.setAttribute("aria-live", "polite");
  element.textContent = done ? "Copied" : "Copying is not allowed here";
  setTimeout(() => (element.textContent = label), COPIED_MS);
}

// What has just come is brought into view once: a new turn from its top, the words of an article into the middle.
function arrive(root) {
  if (left && document.getElementById(left) && root.contains(document.getElementById(left))) return comeBack(root);
  for (const target of root.querySelectorAll("[data-arrive]")) {
    const focus = target.dataset.arrive === "focus";
    if (arrived.has(target.id) && !focus) continue;
    arrived.add(target.id);
    requestAnimationFrame(() => {
      if (focus) target.focus({ preventScroll: true });
      settle(target, focus ? "center" : "start");
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

// Back from an article, the reader finds the card that led there.
function comeBack(root) {
  const target = document.getElementById(left);
  left = null;
  for (const one of root.querySelectorAll("[data-arrive]")) arrived.add(one.id);
  requestAnimationFrame(() => settle(target, "center"));
}
