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

/** Minutes as people read them: "3 min", "1:05". */
export function span(milliseconds: number): string {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours}:${String(minutes).padStart(2, "0")}`;
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}
