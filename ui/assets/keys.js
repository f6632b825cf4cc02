// Keys for the whole page: "/" to the question box, "?" for the list of keys. A reader can switch them off, for who speaks
// to the computer, or has it press keys, may press them unawares (WCAG 2.1.4). Escape is no such key, and always works.

const OFF = "factcontext keys off";
const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

function isOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false; // this browser keeps nothing for us
  }
}

function toggle() {
  try {
    if (isOff()) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  } catch {
    return; // as above
  }
}

// The button that switches them says what it would do.
export function switchKeys(button, words) {
  const name = () => (button.textContent = isOff() ? words.on : words.off);
  name();
  button.addEventListener("click", () => {
    toggle();
    name();
  });
}

// To where the page's own content begins, past the head of the page.
export function skip() {
  const heading = document.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

function press(event) {
  const list = document.querySelector(".fc-keys");
  if (event.key === "Escape" && list?.open) return close(event, list);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.matches?.(TYPING)) return;
  if (isOff()) return;
  const found = { "/": document.querySelector("[data-testid=stChatInput] textarea"), "?": list?.firstElementChild };
  const wanted = found[event.key];
  if (!wanted) return;
  event.preventDefault();
  if (event.key === "?") list.open = true;
  wanted.focus();
}

function close(event, list) {
  event.preventDefault(); // Escape closes this, and stops nothing else
  list.open = false;
  list.firstElementChild.focus();
}

document.addEventListener("keydown", press, { capture: true });
