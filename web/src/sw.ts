// The service worker. Styles and scripts come from its store; pages from the network, and of today's list the last copy when
// there is none. It never answers a change: those wait in the page until they are sent.
/// <reference lib="webworker" />
export {};
declare const self: ServiceWorkerGlobalScope;

const FILES = "gehoor-files-1";
const PAGES = "gehoor-pages-1";
const FRESH = 10 * 60 * 1000;

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/assets/")) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate") event.respondWith(page(event.request, address));
});
self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(caches.delete(PAGES));
  else if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep as string[]));
});
self.addEventListener("push", (event) => event.waitUntil(notify(event)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const told = event.notification.data as Partial<Told> | undefined;
  event.waitUntil(show(ours(told?.address)));
});
self.addEventListener("pushsubscriptionchange", (event) => (event as ExtendableEvent).waitUntil(renew(event as Changed)));

async function tidy(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith("gehoor-") && name !== FILES && name !== PAGES);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function file(request: Request): Promise<Response> {
  const store = await caches.open(FILES);
  const kept = await store.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await store.put(request, response.clone());
  return response;
}

async function page(request: Request, address: URL): Promise<Response> {
  try {
    const response = await fetch(request);
    if (address.pathname === "/sign-in" || address.pathname === "/sign-out") await caches.delete(PAGES);
    else if (isKept(address) && response.ok && !response.redirected) await put(request.url, response.clone());
    return response;
  } catch (error) {
    const store = await caches.open(PAGES);
    const kept = (await store.match(request.url)) ?? (await store.match(address.pathname)) ?? (await store.match("/today", { ignoreSearch: true }));
    if (kept) return kept;
    throw error;
  }
}

function isKept(address: URL): boolean {
  return address.pathname === "/today" || /^\/promises\/pr_[0-9a-z]+\/outcome$/.test(address.pathname);
}

async function put(address: string, response: Response): Promise<void> {
  const headers = new Headers(response.headers);
  headers.set("x-kept-at", String(Date.now()));
  const store = await caches.open(PAGES);
  // The moment in the page is of now; read again later it would be a lie.
  const text = (await response.text()).replace(/ data-now="[^"]*"/, "");
  await store.put(address, new Response(text, { headers }));
}

async function keep(addresses: string[]): Promise<void> {
  const store = await caches.open(PAGES);
  for (const address of addresses) {
    const kept = await store.match(address);
    if (kept && Date.now() - Number(kept.headers.get("x-kept-at")) < FRESH) continue;
    const response = await fetch(address, { credentials: "same-origin" }).catch(() => undefined);
    if (!response) return;
    if (response.ok && !response.redirected) await put(new URL(address, self.location.origin).href, response);
  }
}

type Told = { title: string; body: string; address: string; key: string };
type Changed = ExtendableEvent & { oldSubscription?: PushSubscription | null; newSubscription?: PushSubscription | null };

// A push says only how much waits, never whose. One that comes twice has the same key: it is shown again without a sound.
async function notify(event: PushEvent): Promise<void> {
  const told = event.data?.json() as Partial<Told> | undefined;
  if (!told?.title) return;
  const address = ours(told.address);
  const shown = await self.registration.getNotifications({ tag: address });
  const again = shown.some((one) => (one.data as Partial<Told> | undefined)?.key === told.key);
  const options = { body: told.body ?? "", tag: address, renotify: !again, data: { address, key: told.key } };
  await self.registration.showNotification(told.title, options);
}

/** Only an address of ours is opened. */
function ours(address: string | undefined): string {
  return address?.startsWith("/") && !address.startsWith("//") ? address : "/today";
}

// The browser's maker gave it a new address: the server hears it, as long as somebody is signed in here.
async function renew(event: Changed): Promise<void> {
  const options = event.oldSubscription?.options;
  const fresh = event.newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
  const { endpoint, keys } = fresh?.toJSON() ?? {};
  if (!endpoint || !keys) return;
  const body = new URLSearchParams({ endpoint, p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "" });
  await fetch("/account/push/devices", { method: "POST", body, credentials: "same-origin", redirect: "manual" });
}

async function show(address: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window" });
  const open = windows.find((one) => "focus" in one);
  if (open) {
    await open.focus();
    await open.navigate(address);
  } else {
    await self.clients.openWindow(address);
  }
}
