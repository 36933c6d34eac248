// Words that were typed but not sent are kept in this browser for a day: a form with `data-draft`.
import { say } from "./words";

const PREFIX = "gehoor-draft:";
const DAY = 24 * 3600 * 1000;
type Draft = { at: number; values: Record<string, string> };

export function drafts(): void {
  forgetOld();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) keep(form);
}

/** Forgets every draft; when somebody signs out. */
export function forgetDrafts(): void {
  for (const key of stored()) localStorage.removeItem(key);
}

function keep(form: HTMLFormElement): void {
  const key = `${PREFIX}${document.body.dataset["user"] ?? ""}:${form.dataset["draft"] ?? ""}`;
  restore(form, key);
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => save(form, key), 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    localStorage.removeItem(key);
  });
}

function texts(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement)[] {
  const all = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input")];
  return all.filter((field) => field.name !== "" && !["hidden", "password", "radio", "checkbox", "submit"].includes(field.type));
}

function save(form: HTMLFormElement, key: string): void {
  const values = Object.fromEntries(texts(form).map((field) => [field.name, field.value]));
  const written = Object.values(values).some((value) => value.trim() !== "");
  if (written) localStorage.setItem(key, JSON.stringify({ at: Date.now(), values } satisfies Draft));
  else localStorage.removeItem(key);
}

function restore(form: HTMLFormElement, key: string): void {
  const text = localStorage.getItem(key);
  if (!text || form.querySelector("[aria-invalid]")) return;
  const draft = JSON.parse(text) as Draft;
  let restored = false;
  for (const field of texts(form)) {
    const value = draft.values[field.name];
    if (value && field.value.trim() === "") {
      field.value = value;
      restored = true;
    }
  }
  if (restored) tell(form, key);
}

function tell(form: HTMLFormElement, key: string): void {
  const note = document.createElement("p");
  note.className = "hint";
  note.textContent = `${say("draft-restored")} `;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "quiet";
  drop.textContent = say("draft-drop");
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    form.reset();
    note.remove();
  });
  note.append(drop);
  form.prepend(note);
}

function stored(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function forgetOld(): void {
  for (const key of stored()) {
    const draft = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Draft>;
    if (Date.now() - (draft.at ?? 0) > DAY) localStorage.removeItem(key);
  }
}
