// The demo company that is looked at: who signs in, and samples of everything.
import { test as base, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";

export type Who = "administrator" | "lead" | "employee" | "nobody";

const url = process.env["GEHOOR_URL"] ?? "http://127.0.0.1:8080";
const token = process.env["GEHOOR_TOKEN"] ?? "";

/** Asks the API as the administrator. */
export async function api<T = Record<string, unknown>>(path: string, body?: unknown, method = body ? "POST" : "GET", more: Record<string, string> = {}): Promise<T> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}`, "Accept-Language": "nl", ...more };
  const init: RequestInit = { method, headers };
  if (body) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  const response = await fetch(`${url}/api/v1${path}`, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === "" ? {} : JSON.parse(text)) as T;
}

type Item = { id: string; role?: string; name?: string; state?: string; leftAt?: string | null };
type List = { items: Item[] };

const sessions = new Map<Who, string>();

/** The secret of a session of somebody with this role. */
async function session(who: Who): Promise<string> {
  const known = sessions.get(who);
  if (known !== undefined) return known;
  let secret = token;
  if (who !== "administrator") {
    const users = (await api<List>("/users?limit=200")).items;
    const user = users.find((one) => one.role === who && !one.leftAt);
    if (!user) throw new Error(`the demo company has no ${who}`);
    const made = await api<{ secret: string }>("/tokens", { userId: user.id, label: "e2e", scope: "write" });
    secret = made.secret;
  }
  sessions.set(who, secret);
  return secret;
}

/** Signs a browser in. */
export async function signIn(context: BrowserContext, who: Who): Promise<void> {
  if (who === "nobody") return;
  await context.addCookies([{ name: "gehoor", value: await session(who), url }]);
}

/** Someone's id in the demo company. */
export async function me(): Promise<string> {
  return (await api<{ userId: string }>("/me")).userId;
}

/** A customer of our own, so that tests do not meet. */
export async function customer(name: string, phone = "06 12345678"): Promise<string> {
  return (await api<{ id: string }>("/customers", { name, language: "nl", contactPoints: [{ kind: "phone", value: phone }] })).id;
}

/** A promise of our own, due now. */
export async function due(customerId: string, text: string): Promise<string> {
  const body = { customerId, text, kind: "callBack", owner: { userId: await me() }, trigger: { soon: { minutes: 1 } } };
  return (await api<{ id: string }>("/promises", body)).id;
}

/** A colleague of our own with a browser of their own, so that two people meet. */
export async function colleague(browser: Browser, role: string, options: BrowserContextOptions = {}): Promise<{ id: string; name: string; page: Page }> {
  const name = `Kim ${crypto.randomUUID().slice(0, 8)}`;
  const { id } = await api<{ id: string }>("/users", { name, role });
  const { secret } = await api<{ secret: string }>("/tokens", { userId: id, label: "e2e", scope: "write" });
  const context = await browser.newContext({ baseURL: url, ...options });
  await context.addCookies([{ name: "gehoor", value: secret, url }]);
  return { id, name, page: await context.newPage() };
}

/** Whether this program has a page to sign in. */
export async function signsIn(): Promise<boolean> {
  return (await fetch(`${url}/sign-in`)).ok;
}

/** Gives somebody a password by the link that an administrator hands out. */
export async function signedUp(userId: string): Promise<string> {
  const { address } = await api<{ address: string }>(`/users/${userId}/password-links`, {});
  const password = `wachtwoord ${crypto.randomUUID()}`;
  const headers = { "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ new: password }).toString();
  const answer = await fetch(url + new URL(address).pathname, { method: "POST", headers, body, redirect: "manual" });
  if (answer.status >= 400) throw new Error(`the password was not taken: ${answer.status}`);
  return password;
}

/** How a promise stands. */
export async function stands(id: string): Promise<Standing> {
  return api<Standing>(`/promises/${id}`);
}

export type Standing = { state: string; version: number; tries: number; owner: { userId?: string }; text: string; deadline?: string };

/** Words of our own that no other test has. */
export function unique(what: string): string {
  return `${what} ${crypto.randomUUID().slice(0, 8)}`;
}

/** The address of the customer's page of a promise, made as an employee does. */
export async function linked(id: string): Promise<string> {
  const headers = { Cookie: `gehoor=${token}`, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch(`${url}/promises/${id}/link`, { method: "POST", headers, body: "" });
  const found = /\/p\/[0-9a-z]{26}/.exec(await answer.text());
  if (!found) throw new Error(`no link was made: ${answer.status}`);
  return found[0];
}

/** The ids of samples in every state. */
export async function samples(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const state of ["waiting", "due", "trying", "inDoubt", "kept", "released"]) {
    const list = (await api<List>(`/promises?state=${state}&limit=1`)).items;
    if (list[0]) found[state] = list[0].id;
  }
  const promises = await api<{ items: { id: string; customerId: string; brokenAt: string | null; askedFirstAt: string | null; nextStep: { kind: string } | null }[] }>("/promises?state=open&limit=200");
  for (const one of promises.items) {
    if (one.brokenAt) found["broken"] ??= one.id;
    if (one.askedFirstAt) found["askedFirst"] ??= one.id;
    if (one.nextStep) found[`step-${one.nextStep.kind}`] ??= one.id;
    found["customer"] ??= one.customerId;
    if (one.customerId !== found["customer"]) found["otherCustomer"] ??= one.customerId;
  }
  for (const state of ["trying", "kept"]) if (found[state]) found[`link-${state}`] = await linked(found[state]);
  found["user"] = (await api<List>("/users?limit=5")).items.at(-1)?.id ?? "";
  found["team"] = (await api<List>("/teams?limit=1")).items[0]?.id ?? "";
  return found;
}

/** Fails a test when the page logs an error, runs a foreign script, or asks another host. */
export const test = base.extend<{ watched: void; as: (who: Who) => Promise<void> }>({
  as: async ({ context }, use) => use((who) => signIn(context, who)),
  watched: [
    async ({ page }: { page: Page }, use: () => Promise<void>) => {
      const faults: string[] = [];
      // A page that is left before it faded in is no fault.
      page.on("pageerror", (error) => void (/Transition was skipped/.test(error.message) || faults.push(`error: ${error.message}`)));
      page.on("console", (message) => {
        const text = message.text();
        // A page that answers with 4xx on purpose, or a network that a test turned off.
        if (message.type() === "error" && !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(text)) faults.push(`console: ${text}`);
      });
      page.on("request", (request) => {
        const address = new URL(request.url());
        if (address.protocol.startsWith("http") && address.origin !== url) faults.push(`asked ${address.origin}`);
      });
      await use();
      if (faults.length > 0) throw new Error(faults.join("\n"));
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
