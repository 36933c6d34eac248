// Hostile text in every text field of every form: nothing of it runs, nothing is asked from elsewhere, all of it is only text.
import type { Page } from "@playwright/test";
import { CANARIES, sampled } from "../hostile";
import { SAMPLES } from "../pages";
import { api, customer, due, expect, samples, test, unique } from "../site";

// What would end our own session, or take things away.
const LEFT_ALONE = /sign-out|\/delivered|\/account\/|\/sessions|samples|erase|\/tokens|\/users\/us_|\/policy|\/removed?$|\/end$/;
// Settings by which the other tests go; what of them is text is looked at apart.
const SETTINGS = /^\/admin\/(texts|hours|company)/;

test.use({ serviceWorkers: "block" });

test("hostile text in every form is only text, on every page, in search and in exports", async ({ page, as }) => {
  test.setTimeout(150_000);
  const shared = sampled();
  if (shared.length === 0) test.info().annotations.push({ type: "skipped", description: "the shared attack data: not there" });
  const texts = [...CANARIES, ...shared];
  const ran: string[] = [];
  await page.exposeFunction("canary", (what: string) => void ran.push(String(what)));
  await page.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt", "print"] as const) Object.assign(window, { [name]: () => (window as unknown as { canary: (what: string) => void }).canary(name) });
  });
  await as("administrator");
  let turn = 0;
  const next = (): string => texts[turn++ % texts.length] ?? "";

  // A number so that a new promise is taken; the rest is hostile.
  const own = await customer(unique("Kanarie"));
  const promises: string[] = [];
  for (let at = 0; at < 3; at += 1) promises.push(await due(own, next()));
  await test.step("every form of every page", async () => {
    const pages = ["/promises/new", "/customers/new", `/customers/${own}`, `/customers/${own}/edit`, "/goods-in", "/search"];
    pages.push(...SAMPLES.filter((one) => one.name.startsWith("admin") || one.name.startsWith("lead")).flatMap((one) => one.path({}) ?? []));
    pages.push(...promises.flatMap((id) => [`/promises/${id}`, `/promises/${id}/outcome`]));
    for (const path of pages.filter((path) => !SETTINGS.test(path))) await fillAll(page, path, next);
    for (let rest = Math.ceil((texts.length - turn) / 2); rest > 0; rest -= 1) await fillOne(page, "/promises/new", 0, next);
    const address = await link(page, promises[0] ?? "");
    if (address) {
      await worded(page, address);
      await fillAll(page, address, next);
    }
  });

  await test.step("every page afterwards", async () => {
    const known = await samples();
    const paths = SAMPLES.filter((one) => one.who !== "nobody").flatMap((one) => one.path(known) ?? []);
    paths.push(`/customers/${own}`, ...promises.flatMap((id) => [`/promises/${id}`, `/promises/${id}/outcome`, `/promises/${id}/link`]));
    for (const text of texts.slice(0, 14)) paths.push(`/search?q=${encodeURIComponent(text.slice(0, 180))}`);
    for (const path of new Set(paths)) {
      await page.goto(path);
      expect(await strange(page), path).toEqual([]);
    }
  });

  await test.step("what was written stands there as it was written", async () => {
    const text = CANARIES[0] ?? "";
    const id = await due(await customer(text), text);
    await page.goto(`/promises/${id}`);
    await expect(page.getByRole("main")).toContainText(text);
  });

  await test.step("exports and lists", async () => {
    for (const path of ["/figures.csv", "/figures.csv?by=team", "/figures.csv?by=person"]) {
      const answer = await page.context().request.get(path);
      if (answer.ok()) expect(armed(await answer.text()), path).toEqual([]);
    }
    for (const path of ["customers", "promises", "journal", "today", "events"]) {
      const answer = await page.context().request.get(`/api/v1/${path}?limit=200`);
      expect(answer.headers()["content-type"] ?? "application/json", path).toMatch(/json/);
      expect(answer.headers()["x-content-type-options"], path).toBe("nosniff");
    }
    await api("/me");
  });
  expect(ran, "what ran").toEqual([]);
});

async function fillAll(page: Page, path: string, next: () => string): Promise<void> {
  await page.goto(path);
  const count = await page.locator("main form").count();
  for (let at = 0; at < count; at += 1) await fillOne(page, path, at, next);
}

// Fills in one form of a page as far as it takes text, sends it, and looks at what comes back.
async function fillOne(page: Page, path: string, at: number, next: () => string): Promise<void> {
  await page.goto(path);
  // Some forms end with what an earlier one did.
  if ((await page.locator("main form").count()) <= at) return;
  const form = page.locator("main form").nth(at);
  const action = (await form.getAttribute("action")) ?? "";
  const fields = form.locator('textarea, input:not([type]), input[type="text"], input[type="search"], input[type="tel"], input[type="email"]');
  const names = await fields.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name));
  if (LEFT_ALONE.test(action) || names.length === 0) return;
  const values = names.map((name) => (name === "reach" || name === "numberValue" ? "06 12345678" : next()));
  await form.evaluate((element, given) => {
    const own = element as HTMLFormElement;
    own.noValidate = true;
    own.removeAttribute("data-outcome");
    const texts = 'textarea, input:not([type]), input[type="text"], input[type="search"], input[type="tel"], input[type="email"]';
    own.querySelectorAll<HTMLInputElement>(texts).forEach((field, index) => (field.value = given[index] ?? ""));
    const groups = new Set<string>();
    for (const radio of own.querySelectorAll<HTMLInputElement>('input[type="radio"]')) {
      if (!groups.has(radio.name)) radio.checked = true;
      groups.add(radio.name);
    }
    for (const list of own.querySelectorAll("select")) if (list.value === "" && list.options.length > 1) list.selectedIndex = 1;
  }, values);
  const arrives = page.waitForEvent("domcontentloaded");
  await form.evaluate((element) => (element as HTMLFormElement).requestSubmit(element.querySelector<HTMLButtonElement>("button:not([type=button])")));
  await arrives;
  await page.waitForLoadState();
  expect(await strange(page), `${path} → ${action}`).toEqual([]);
}

// The company's own words, in the language that no other test reads, as the customer sees them; then the standard ones again.
async function worded(page: Page, address: string): Promise<void> {
  const text = CANARIES[0] ?? "";
  const first = page.locator("main details").first();
  await page.goto("/admin/texts?language=en");
  await first.locator("summary").click();
  await first.locator("textarea").fill(text);
  await first.locator("form button").first().click();
  await page.goto(`${address}?lang=en`);
  await expect(page.locator("body")).toContainText(text);
  expect(await strange(page), "own words").toEqual([]);
  await page.goto("/admin/texts?language=en");
  await first.locator("summary").click();
  await first.locator('button[name="standard"]').click();
  await expect(first).not.toContainText(text);
}

async function link(page: Page, id: string): Promise<string | undefined> {
  const answer = await page.goto(`/promises/${id}/link`);
  if (!answer?.ok()) return undefined;
  await page.locator('main form[action$="/link"] button').click();
  const address = await page.locator("#f-address").inputValue();
  return new URL(address).pathname;
}

// Elements and attributes that no page of ours has.
async function strange(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out: string[] = [];
    for (const one of document.querySelectorAll("script:not([src^='/assets/']), iframe, object, embed, base, style, meta[http-equiv], math, video, audio, marquee")) out.push(one.outerHTML.slice(0, 200));
    for (const one of document.querySelectorAll("body *")) {
      for (const { name, value } of one.attributes) {
        const runs = name.startsWith("on") || name === "style" || name === "srcdoc";
        const leads = ["href", "src", "action", "formaction", "xlink:href"].includes(name) && /^\s*(javascript|data|vbscript):|^\s*(https?:)?\/\//i.test(value) && !value.startsWith(location.origin);
        if (runs || leads) out.push(`${one.tagName} ${name}=${value}`.slice(0, 200));
      }
    }
    return out;
  });
}

// Cells that a spreadsheet would take for a formula.
function armed(text: string): string[] {
  const cells = [...text.matchAll(/(?:^|[,;\n])("(?:[^"]|"")*"|[^,;\n]*)/g)].map((found) => (found[1] ?? "").replace(/^"/, ""));
  return cells.filter((cell) => /^[=+@\t\r]|^-(?![\d.,]+%?"?$)/.test(cell));
}
