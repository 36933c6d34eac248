// Keys at the desk: single letters on what carries `data-keys`, rows by j and k. Off on touch, and when somebody says so.

const STORE = "gehoor-keys-off";
let waiting = "";
let timer = 0;

export function keys(): void {
  const off = document.querySelector<HTMLInputElement>("[data-keys-off]");
  if (off) {
    off.checked = isOff();
    off.addEventListener("change", () => {
      localStorage.setItem(STORE, off.checked ? "1" : "");
      show();
    });
  }
  show();
  document.addEventListener("keydown", press);
}

function isOff(): boolean {
  return localStorage.getItem(STORE) === "1";
}

function show(): void {
  document.documentElement.classList.toggle("no-keys", isOff());
}

function press(event: KeyboardEvent): void {
  if (isOff() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target instanceof HTMLElement && isField(event.target)) event.target.blur();
  if (event.target instanceof HTMLElement && isField(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (row(event.key)) return event.preventDefault();
  const typed = waiting ? `${waiting} ${event.key}` : event.key;
  waiting = "";
  clearTimeout(timer);
  const found = document.querySelector<HTMLElement>(`[data-keys="${CSS.escape(typed)}"]`);
  if (found) {
    event.preventDefault();
    act(found);
  } else if (document.querySelector(`[data-keys^="${CSS.escape(event.key)} "]`)) {
    waiting = event.key;
    timer = window.setTimeout(() => (waiting = ""), 1200);
  }
}

function isField(element: HTMLElement): boolean {
  return element.matches("input:not([type=checkbox], [type=radio]), textarea, select") || element.isContentEditable;
}

function act(element: HTMLElement): void {
  if (element instanceof HTMLInputElement) {
    element.focus();
    element.select();
  } else {
    element.click();
  }
}

function row(key: string): boolean {
  if (key !== "j" && key !== "k") return false;
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  if (rows.length === 0) return false;
  const here = rows.findIndex((one) => one.classList.contains("is-here"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, here + (key === "j" ? 1 : -1)))];
  rows[here]?.classList.remove("is-here");
  next?.classList.add("is-here");
  next?.querySelector<HTMLElement>("a[href]")?.focus();
  return true;
}
