// Push messages: a form with data-push asks for our key, lets the browser subscribe at its maker's service, and is sent with
// what the browser gives. Each browser's row is known by the hash of its address there.
import { bytes, put, text } from "./bytes";

const show = (what: string): void => {
  for (const one of document.querySelectorAll<HTMLElement>(what)) one.hidden = false;
};

const hide = (what: string): void => {
  for (const one of document.querySelectorAll<HTMLElement>(what)) one.hidden = true;
};

/** What a browser gives to be written to, as fields of a form. */
const fields = (subscription: PushSubscription): Record<string, string> => ({
  endpoint: subscription.endpoint,
  p256dh: text(subscription.getKey("p256dh") ?? new ArrayBuffer(0)),
  auth: text(subscription.getKey("auth") ?? new ArrayBuffer(0)),
});

const subscribe = async (form: HTMLFormElement): Promise<void> => {
  const allowed = await Notification.requestPermission();
  if (allowed === "denied") {
    form.hidden = true;
    show("[data-push-denied]");
  }
  if (allowed !== "granted") return;
  const answer = await fetch(form.dataset["push"] ?? "", { method: "POST" });
  if (!answer.ok) throw new Error(String(answer.status));
  const { key } = (await answer.json()) as { key: string };
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
  for (const [name, value] of Object.entries(fields(subscription))) put(form, name, value);
  form.submit();
};

const own = async (): Promise<PushSubscription | undefined> => {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? undefined;
};

const row = async (subscription: PushSubscription): Promise<HTMLElement | null> => {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint)));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return document.querySelector<HTMLElement>(`[data-push-device="${hex}"]`);
};

// The row of this browser says so; with it the form to turn it on is not needed. Taken away here, it is taken away there.
const mark = async (form: HTMLFormElement): Promise<void> => {
  const subscription = await own();
  const mine = subscription && (await row(subscription));
  if (!mine) return;
  form.hidden = true;
  for (const one of mine.querySelectorAll<HTMLElement>("[data-push-here]")) one.hidden = false;
  const removal = mine.querySelector<HTMLFormElement>("[data-push-remove]");
  removal?.addEventListener("submit", (event) => {
    event.preventDefault();
    subscription.unsubscribe().catch(() => undefined).then(() => removal.submit());
  });
};

export const push = (): void => {
  const form = document.querySelector<HTMLFormElement>("form[data-push]");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return;
  hide("[data-push-none]");
  if (Notification.permission === "denied") {
    show("[data-push-denied]");
    return;
  }
  form.hidden = false;
  void mark(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hide("[data-push-failed]");
    subscribe(form).catch(() => show("[data-push-failed]"));
  });
};
