// Whoever dialled from a row and comes back is asked at once what happened: the row's outcome opens.
const STORE = "gehoor-dialled";

export function calls(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-row] a[href^="tel:"]') : null;
    const outcome = link?.closest("[data-row]")?.querySelector<HTMLAnchorElement>('a[href*="/outcome"]');
    if (outcome) sessionStorage.setItem(STORE, outcome.href);
  });
  document.addEventListener("visibilitychange", () => {
    const outcome = sessionStorage.getItem(STORE);
    if (document.hidden || !outcome) return;
    sessionStorage.removeItem(STORE);
    location.assign(outcome);
  });
}
