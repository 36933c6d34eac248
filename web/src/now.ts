// The moment by the server's clock: a phone whose own clock is wrong must not tell when something happened.

const STORE = "gehoor-skew";

// A page that comes from the store of the service worker carries no moment; then what was learned last counts.
const told = Date.parse(document.body.dataset["now"] ?? "");
if (!Number.isNaN(told)) localStorage.setItem(STORE, String(told - Date.now()));

/** Milliseconds since 1970 by the server's clock, as far as this device has heard it. */
export function now(): number {
  return Date.now() + Number(localStorage.getItem(STORE) ?? 0);
}
