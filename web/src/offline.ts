// The service worker: today's list can be read without a connection, and outcomes can be tapped.

export function offline(): void {
  if (!("serviceWorker" in navigator) || !document.body.dataset["user"]) return;
  void navigator.serviceWorker.register("/sw.js").then(() => ready());
  for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/sign-out"]')) {
    form.addEventListener("submit", () => navigator.serviceWorker.controller?.postMessage("forget"));
  }
}

// On a phone the outcome pages of the list are fetched beforehand, so that a tap works in the cellar too.
async function ready(): Promise<void> {
  if (location.pathname !== "/today" || !matchMedia("(pointer: coarse)").matches) return;
  const registration = await navigator.serviceWorker.ready;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-row] a[href*="/outcome"]')];
  registration.active?.postMessage({ keep: [location.pathname + location.search, ...links.slice(0, 25).map((link) => link.pathname + link.search)] });
}
