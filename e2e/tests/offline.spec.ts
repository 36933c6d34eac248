// In the cellar: today's list can be read, an outcome is kept, said to be not sent yet, and sent once.
import { expect, stands, test, customer, due, unique } from "../site";
import type { Page } from "@playwright/test";

async function worker(page: Page): Promise<void> {
  await page.goto("/today");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

// The outcome page is among those that the worker keeps.
async function kept(page: Page, id: string): Promise<void> {
  await page.goto("/today");
  await expect.poll(() => page.evaluate(async (part) => {
    const requests = await (await caches.open("gehoor-pages-1")).keys();
    return requests.some((one) => one.url.includes(part));
  }, `${id}/outcome`), { timeout: 15_000 }).toBe(true);
}

test("an outcome tapped without a connection is kept, and sent once when there is one", async ({ page, as, context }) => {
  const name = unique("Meneer Kelder");
  const id = await due(await customer(name), unique("Bellen uit de kelder"));
  await as("administrator");
  await worker(page);
  await kept(page, id);
  await context.setOffline(true);
  await page.goto("/today");
  const row = page.locator(`[data-row][id="${id}"]`);
  await expect(row, "today is read without a connection").toContainText(name);
  await row.locator('a[href*="/outcome"]').click();
  await page.getByRole("button", { name: "Geen gehoor" }).click();
  await expect(page.locator("[data-state]")).toContainText(/niet verstuurd/i);
  await page.goto("/today");
  await expect(page.locator("[data-state]"), "also after the page was opened again").toContainText(/niet verstuurd/i);
  await expect(page.locator(`[data-row][id="${id}"]`)).toHaveClass(/is-unsent/);
  expect((await stands(id)).tries).toBe(0);

  await context.setOffline(false);
  await expect.poll(async () => (await stands(id)).tries).toBe(1);
  await expect(page.locator("[data-state]")).toHaveText("");
  await page.reload();
  await page.goto("/today");
  await expect(page.locator("[data-state]")).toHaveText("");
  expect((await stands(id)).tries, "sent once").toBe(1);
});

test("an outcome whose answer got lost is sent again and acts once", async ({ page, as }) => {
  const id = await due(await customer(unique("Mevrouw Tunnel")), unique("Bellen uit de tunnel"));
  await as("administrator");
  let lost = 0;
  await page.route(`**/promises/${id}/outcome`, async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch({ maxRedirects: 0 });
    await route.abort("connectionreset");
  });
  await page.goto(`/promises/${id}/outcome`);
  await page.getByRole("button", { name: "Geen gehoor" }).click();
  // The page goes on to the day by itself, and sends from there what it got no answer to.
  await expect(page).toHaveURL(/\/today/);
  await expect(page.locator("[data-state]")).toHaveText("");
  expect(lost).toBe(1);
  expect((await stands(id)).tries, "the key acts once").toBe(1);
});

test("two taps in one are one outcome", async ({ page, as }) => {
  const id = await due(await customer(unique("Meneer Haast")), unique("Bellen met haast"));
  await as("administrator");
  await page.goto(`/promises/${id}/outcome`);
  await page.getByRole("button", { name: "Geen gehoor" }).dblclick();
  await expect(page.locator(".notice")).toBeVisible();
  await expect(page.locator(".notice.warns")).toHaveCount(0);
  expect((await stands(id)).tries).toBe(1);
});

test("a browser that can keep nothing still records the outcome", async ({ page, as }) => {
  const id = await due(await customer(unique("Mevrouw Vol")), unique("Bellen met een volle telefoon"));
  await as("administrator");
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("storage is off", "SecurityError");
    };
  });
  await page.goto(`/promises/${id}/outcome`);
  await page.getByRole("button", { name: "Geen gehoor" }).click();
  await expect(page.locator(".notice")).toBeVisible();
  expect((await stands(id)).tries).toBe(1);
});
