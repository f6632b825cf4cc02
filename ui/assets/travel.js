// Goes from page to page as the browser's own Back and Forward do, and finds again where the reader was on each.

const FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex]";
const PATIENCE_MS = 5000; // far longer than a page takes to be drawn
const GROWS_MS = 600; // a page that is drawn and is still too short has become shorter
const AGAIN_MS = 50; // not seen as a delay
const STILL_MS = 250; // fonts and the elements below have found their place by then
const places = new Map(); // address -> how far the reader had scrolled there, and what had the focus
let here = location.href;
let wanted = null; // the place to find again
let visits = 0; // of pages, from one to another of this site

// Streamlit goes to what the address names whenever the browser says that the reader went back or forward. So each
// visit is one entry of the history, where its own way of changing pages makes two, of which one leads nowhere. What the
// reader did just before goes first: Streamlit sends that as soon as the browser is idle, and a change of pages at once.
export function visit(href, replaces = false) {
  setTimeout(() => go(href, replaces));
}

function go(href, replaces) {
  const url = new URL(href, document.baseURI);
  if (url.href === location.href) return;
  if (!replaces) {
    keep(location.href);
    visits++;
  }
  history[replaces ? "replaceState" : "pushState"]({}, "", url);
  here = url.href;
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

// Where the reader came from; the page that is named where they came from elsewhere.
export function goBack(href) {
  if (visits > 0) history.back();
  else visit(href);
}

// Whether the page that is being drawn is one that the reader comes back to: then nothing else may take them elsewhere.
export function isComingBack() {
  return wanted !== null;
}

function scroller() {
  return document.querySelector("[data-testid=stMain]") ?? document.scrollingElement;
}

function keep(address) {
  places.set(address, { top: scroller().scrollTop, focus: describe(document.activeElement) });
}

// An element is known by the nearest one with an id, and its number among what can have the focus in that.
function describe(element) {
  if (!element || element === document.body) return null;
  const near = element.closest("[id]");
  const all = [...(near ?? document).querySelectorAll(FOCUSABLE)];
  return { id: near?.id, n: near === element ? -1 : all.indexOf(element), words: element.textContent };
}

function find({ id, n, words }) {
  const near = id ? document.getElementById(id) : document;
  const found = n < 0 ? near : near?.querySelectorAll(FOCUSABLE)[n];
  return found?.textContent === words ? found : null;
}

addEventListener("popstate", (event) => {
  if (!event.isTrusted || location.href === here) return;
  keep(here);
  visits--;
  here = location.href;
  wanted = { ...(places.get(here) ?? { top: 0, focus: null }), since: performance.now() };
  setTimeout(restore, AGAIN_MS);
});

// Streamlit writes the address on its own account too.
document.addEventListener("click", () => (here = location.href), { capture: true });

function restore() {
  if (!wanted) return;
  const isBusy = document.querySelector("[data-test-script-state=running]");
  const main = scroller();
  const target = wanted.focus && find(wanted.focus);
  const isLongEnough = main.scrollHeight - main.clientHeight >= wanted.top;
  const waited = performance.now() - wanted.since;
  const isThere = !isBusy && (target || !wanted.focus) && (isLongEnough || waited > GROWS_MS);
  if (!isThere && waited < PATIENCE_MS) return setTimeout(restore, AGAIN_MS);
  const { top } = wanted;
  target?.focus({ preventScroll: true });
  main.scrollTop = top;
  setTimeout(() => {
    wanted = null;
    if (document.activeElement === (target ?? document.body)) main.scrollTop = top;
  }, STILL_MS);
}
