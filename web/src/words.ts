// The texts that scripts say. They stand in the page, in the reader's language, in a template nobody sees.

const words = new Map<string, string>();

const template = document.querySelector<HTMLTemplateElement>("template[data-words]");
for (const word of template?.content.querySelectorAll<HTMLElement>("[data-word]") ?? []) {
  words.set(word.dataset["word"] ?? "", word.textContent ?? "");
}

/** The text of a word, with `%x` filled in. */
export function say(word: string, values: Record<string, string | number> = {}): string {
  let text = words.get(word) ?? "";
  for (const [name, value] of Object.entries(values)) text = text.replace(`%${name}`, String(value));
  return text;
}

/** How long, as people say it: "40 s", "13 min", "2 h 5 min", from a day on in whole days. */
export function span(milliseconds: number): string {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (days > 0) return say(days === 1 ? "span-day" : "span-days", { n: days });
  if (seconds < 60) return say("span-seconds", { n: seconds });
  const rest = minutes > 0 ? say("span-minutes", { n: minutes }) : "";
  return hours > 0 ? `${say("span-hours", { n: hours })} ${rest}`.trim() : rest;
}
