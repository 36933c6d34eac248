// A page that is one form: whoever has a keyboard can type at once. Not on touch, where the keyboard would cover the page.

export function first(): void {
  if (matchMedia("(pointer: coarse)").matches || document.activeElement !== document.body) return;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("form[data-first] input:not([type=hidden]), form[data-first] textarea");
  [...fields].find((field) => field.value === "")?.focus({ preventScroll: true });
}
