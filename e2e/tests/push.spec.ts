// Push messages in a browser: turning them on, what stands there without a script, and what the service worker shows. The
// push service of the browser's maker is played: its real one can't be reached from a test.
import type { CDPSession, Page } from "@playwright/test";
import { colleague, expect, test } from "../site";

const url = process.env["GEHOOR_URL"] ?? "http://127.0.0.1:8080";

/** Lets the browser's push service give an address and keys, as the real one does. */
async function served(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const store = "e2e-push";
    const given = (): PushSubscription | null => {
      const endpoint = localStorage.getItem(store);
      if (!endpoint) return null;
      const unsubscribe = async (): Promise<boolean> => (localStorage.removeItem(store), true);
      return { endpoint, unsubscribe, getKey: (name: string) => keys[name] } as unknown as PushSubscription;
    };
    const keys: Record<string, ArrayBuffer> = { auth: new Uint8Array(16).buffer };
    PushManager.prototype.getSubscription = async () => given();
    PushManager.prototype.subscribe = async () => {
      const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
      keys["p256dh"] = await crypto.subtle.exportKey("raw", pair.publicKey);
      localStorage.setItem(store, `https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`);
      return given() as PushSubscription;
    };
  });
}

test("somebody turns notifications on, chooses when, and off again", async ({ browser }) => {
  const { page } = await colleague(browser, "employee");
  await page.context().grantPermissions(["notifications"], { origin: url });
  await served(page);
  await page.goto("/account");
  await page.getByRole("link", { name: "Meldingen instellen" }).click();
  await expect(page.getByText("zijn scripts nodig")).toBeHidden();
  await page.getByRole("button", { name: "Meldingen aanzetten op dit apparaat" }).click();
  await expect(page.getByRole("status").or(page.locator(".notice")).first()).toContainText("krijgt nu meldingen");
  await expect(page.getByText("dit apparaat", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Meldingen aanzetten op dit apparaat" })).toBeHidden();

  await page.getByLabel("Elke dag tussen mijn eigen tijden").check();
  await page.locator("#f-from").fill("22:00");
  await page.locator("#f-until").fill("06:00");
  await page.getByRole("button", { name: "Bewaren" }).click();
  await expect(page.locator("#f-from")).toHaveValue("22:00");

  await page.getByRole("button", { name: "Weghalen" }).click();
  await expect(page.locator("[data-push-device]")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Meldingen aanzetten op dit apparaat" }), "and can be turned on again").toBeVisible();
  await page.context().close();
});

test("without a script the page says what is needed, and the choice can be made", async ({ browser }) => {
  const { page } = await colleague(browser, "employee", { javaScriptEnabled: false });
  await page.goto("/account/push");
  await expect(page.getByText("zijn scripts nodig")).toBeVisible();
  await expect(page.getByRole("button", { name: "Meldingen aanzetten" })).toBeHidden();
  await page.getByLabel("Een collega wil mij een belofte overdragen").uncheck();
  await page.getByRole("button", { name: "Bewaren" }).click();
  await expect(page.getByLabel("Een collega wil mij een belofte overdragen")).not.toBeChecked();
  await page.context().close();
});

test("the service worker shows a message once, and opens only addresses of ours", async ({ browser }) => {
  const { page } = await colleague(browser, "employee");
  await page.context().grantPermissions(["notifications"], { origin: url });
  await page.goto("/today");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const worker = await page.context().newCDPSession(page);
  const registrationId = await registered(worker);
  const deliver = (message: object): Promise<unknown> =>
    worker.send("ServiceWorker.deliverPushMessage", { origin: url, registrationId, data: JSON.stringify(message) });
  const shown = (): Promise<{ title: string; tag: string }[]> =>
    page.evaluate(async () => {
      const all = await (await navigator.serviceWorker.ready).getNotifications();
      return all.map(({ title, tag }) => ({ title, tag }));
    });

  const message = { title: "Er is 1 stap aan de beurt", body: "Tik om te kijken.", address: "/today", key: "ms_1" };
  await deliver(message);
  await expect.poll(shown).toEqual([{ title: "Er is 1 stap aan de beurt", tag: "/today" }]);
  await deliver(message);
  await deliver({ ...message, title: "Er zijn 2 stappen aan de beurt", key: "ms_2" });
  await expect.poll(shown, "the newer one takes the place").toEqual([{ title: "Er zijn 2 stappen aan de beurt", tag: "/today" }]);
  await deliver({ ...message, title: "elders", address: "https://evil.example/", key: "ms_3" });
  await expect.poll(shown).toEqual([{ title: "elders", tag: "/today" }]);
  await page.context().close();
});

/** The number under which the browser knows our service worker. */
async function registered(worker: CDPSession): Promise<string> {
  return new Promise((resolve) => {
    worker.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find((one) => one.scopeURL.startsWith(url) && !one.isDeleted);
      if (ours) resolve(ours.registrationId);
    });
    void worker.send("ServiceWorker.enable");
  });
}
