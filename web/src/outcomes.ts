// An outcome is tapped: it is kept here first, then sent. Without a connection it stays, and the page says "not sent yet".
import { now } from "./now";
import { forget, keep, send, waiting, type Unsent } from "./unsent";
import { say } from "./words";

const user = document.body.dataset["user"] ?? "";

// A second tap while the first is on its way is the same tap.
let busy = false;

export function outcomes(): void {
  if (!user || !("indexedDB" in window)) return;
  document.addEventListener("submit", tapped);
  addEventListener("pageshow", () => (busy = false));
  addEventListener("online", () => void sendAll());
  document.addEventListener("visibilitychange", () => void (document.hidden || sendAll()));
  void sendAll();
}

function tapped(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-outcome]")) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const data = new FormData(form, event.submitter);
  const moment = new Date(now());
  data.set("key", crypto.randomUUID());
  if (data.has("at") && data.get("at") === "") data.set("at", moment.toISOString());
  const pairs = [...data].map(([name, value]): [string, string] => [name, String(value)]);
  const address = new URL((event.submitter as HTMLButtonElement | null)?.getAttribute("formaction") ?? form.action, location.href);
  const one: Unsent = {
    key: String(data.get("key")),
    user,
    address: address.pathname + address.search,
    body: new URLSearchParams(pairs).toString(),
    at: moment.getTime(),
  };
  void record(one, String(data.get("next") ?? "/today"));
}

async function record(one: Unsent, next: string): Promise<void> {
  try {
    await keep(one);
  } catch {
    // A browser that keeps nothing (its storage is off or full): the form goes as it would without this script.
    return submit(one);
  }
  show([one], true);
  const response = await send(one);
  if (!response) {
    location.assign(next);
  } else if (response.ok) {
    location.assign(response.url);
  } else {
    // The server says what is wrong with it: its page is shown, and the outcome is no longer waiting.
    busy = false;
    await forget(one.key);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    document.querySelector("main")?.replaceWith(page.querySelector("main") ?? "");
    document.querySelector<HTMLElement>(".faults, .notice, main")?.focus();
  }
}

function submit(one: Unsent): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = one.address;
  for (const [name, value] of new URLSearchParams(one.body)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

let sending = false;
// Browsers do not always say that the connection is back: while something waits, it is tried again, ever less often.
let pause = 2_000;
let next = 0;

function again(waits: boolean): void {
  clearTimeout(next);
  pause = waits ? Math.min(pause * 2, 30_000) : 2_000;
  if (waits) next = window.setTimeout(() => void sendAll(), pause / 2);
}

async function sendAll(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    let all = await waiting(user);
    const had = all.filter((one) => !one.refused).length;
    if (had > 0) show(all);
    for (const one of all.filter((each) => !each.refused)) {
      if (!(await send(one))) break;
    }
    all = await waiting(user);
    show(all);
    again(all.some((one) => !one.refused));
    if (had > 0 && all.length === 0 && location.pathname === "/today") location.reload();
  } finally {
    sending = false;
  }
}

function show(all: Unsent[], sent = false): void {
  const bar = document.querySelector<HTMLElement>("[data-state]");
  if (!bar) return;
  const refused = all.filter((one) => one.refused);
  const open = all.length - refused.length;
  bar.textContent = open > 0 ? say(sent ? "sending" : "unsent", { n: open }) : "";
  for (const one of refused) bar.append(refusal(one));
  for (const row of document.querySelectorAll<HTMLElement>("[data-row]")) {
    const waits = all.some((one) => !one.refused && row.id !== "" && one.address.includes(row.id));
    row.classList.toggle("is-unsent", waits);
  }
}

function refusal(one: Unsent): HTMLElement {
  const link = document.createElement("a");
  link.href = one.address.split("/").slice(0, 3).join("/");
  link.textContent = say("refused-outcome");
  link.addEventListener("click", () => void forget(one.key));
  return link;
}
