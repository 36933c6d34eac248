// A new promise: who fits the name or number typed so far stands there before the form is sent.
export function who(): void {
  const place = document.querySelector<HTMLElement>("[data-who]");
  const form = place?.closest("form");
  if (!place || !form) return;
  let timer = 0;
  let asked = 0;
  form.addEventListener("input", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.name !== "name" && field.name !== "reach") return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), 250);
  });

  async function ask(): Promise<void> {
    if (!place || !form) return;
    const turn = ++asked;
    const values = new FormData(form);
    const body = new URLSearchParams();
    for (const name of ["name", "reach", "customer"]) {
      const value = values.get(name);
      if (typeof value === "string" && value !== "" && (name !== "customer" || value === "new")) body.set(name, value);
    }
    const typed = `${body.get("name") ?? ""}${body.get("reach") ?? ""}`.trim();
    if (typed.length < 3) return place.replaceChildren();
    const response = await fetch(place.dataset["who"] ?? "", { method: "POST", body }).catch(() => undefined);
    if (!response?.ok || turn !== asked) return;
    const part = new DOMParser().parseFromString(await response.text(), "text/html");
    place.replaceChildren(...part.body.childNodes);
  }
}
