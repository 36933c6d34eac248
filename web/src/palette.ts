// Ctrl K finds everything: pages by their names, customers and promises by their words.
import { say } from "./words";

type Found = { text: string; detail: string; address: string };
let dialog: HTMLDialogElement | undefined;
let asked = 0;

export function palette(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && document.querySelector(".find")) {
      event.preventDefault();
      open();
    }
  });
}

function open(): void {
  dialog ??= make();
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector("input");
  if (input) {
    input.value = "";
    input.focus();
  }
  fill(ways(""));
}

function make(): HTMLDialogElement {
  const made = document.createElement("dialog");
  made.className = "palette";
  made.setAttribute("aria-label", say("palette-title"));
  const input = document.createElement("input");
  input.type = "search";
  input.setAttribute("aria-label", say("palette-title"));
  input.placeholder = say("palette-hint");
  input.maxLength = 200;
  const list = document.createElement("ul");
  list.setAttribute("aria-live", "polite");
  made.append(input, list);
  document.body.append(made);
  let timer = 0;
  input.addEventListener("input", () => {
    fill(ways(input.value));
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(input.value.trim()), 150);
  });
  made.addEventListener("keydown", move);
  made.addEventListener("click", (event) => void (event.target === made && made.close()));
  return made;
}

function move(event: KeyboardEvent): void {
  const links = [...(dialog?.querySelectorAll<HTMLAnchorElement>("li a") ?? [])];
  const here = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (event.key === "Enter" && here < 0) links[0]?.click();
  else if (event.key === "ArrowDown") links[Math.min(here + 1, links.length - 1)]?.focus();
  else if (event.key === "ArrowUp") (here > 0 ? links[here - 1] : dialog?.querySelector("input"))?.focus();
  else return;
  event.preventDefault();
}

function ways(typed: string): Found[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".ways a[href]")];
  const all = links.map((link) => ({ text: link.textContent?.trim() ?? "", detail: "", address: link.pathname }));
  const word = typed.trim().toLowerCase();
  const fits = all.filter((one) => word === "" || one.text.toLowerCase().includes(word));
  return fits.filter((one, at) => fits.findIndex((other) => other.address === one.address) === at);
}

async function look(words: string): Promise<void> {
  if (words.length < 2) return;
  const mine = ++asked;
  const query = encodeURIComponent(words);
  const [customers, promises] = await Promise.all([
    ask(`/api/v1/customers?search=${query}&limit=6`),
    ask(`/api/v1/promises?search=${query}&limit=6`),
  ]);
  if (mine !== asked) return;
  const found = [
    ...ways(words),
    ...customers.map((one) => ({ text: text(one["name"]), detail: "", address: `/customers/${text(one["id"])}` })),
    ...promises.map((one) => ({ text: text(one["text"]), detail: text(one["reference"]), address: `/promises/${text(one["id"])}` })),
  ];
  fill(found);
}

async function ask(address: string): Promise<Record<string, unknown>[]> {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    const body = (await response.json()) as { items?: Record<string, unknown>[] };
    return response.ok ? (body.items ?? []) : [];
  } catch {
    return [];
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function fill(found: Found[]): void {
  const list = dialog?.querySelector("ul");
  const rows = found.map((one) => {
    const [row, link, detail] = [document.createElement("li"), document.createElement("a"), document.createElement("span")];
    link.href = one.address;
    link.textContent = one.text;
    detail.textContent = one.detail;
    detail.className = "soft";
    link.append(" ", detail);
    row.append(link);
    return row;
  });
  if (rows.length === 0) {
    const none = document.createElement("li");
    none.className = "soft";
    none.textContent = say("palette-none");
    rows.push(none);
  }
  list?.replaceChildren(...rows);
}
