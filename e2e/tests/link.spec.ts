// The customer's own page: read without an account; only a sent form changes anything.
import type { Page } from "@playwright/test";
import { customer, due, expect, stands, test, unique } from "../site";

// A promise of our own and the address of its customer's page, made as an employee does.
async function given(page: Page): Promise<{ id: string; text: string; address: string }> {
  const text = unique("Bellen over de grote beurt");
  const id = await due(await customer(unique("Mevrouw Jansen")), text);
  await page.goto(`/promises/${id}/link`);
  await page.getByRole("button", { name: "Maak een link" }).click();
  return { id, text, address: new URL(await page.getByLabel("Adres").inputValue()).pathname };
}

async function asked(page: Page, address: string, what: string): Promise<void> {
  await page.goto(`${address}?lang=nl`);
  await page.locator("summary", { hasText: what }).click();
}

test("a customer reads the promise, and looking changes nothing", async ({ page, as, browser, contextOptions }) => {
  await as("administrator");
  const { id, text, address } = await given(page);
  const outside = await browser.newContext(contextOptions);
  const visit = await outside.newPage();
  const before = await stands(id);
  await visit.goto(address);
  await visit.goto(`${address}?lang=nl`);
  await expect(visit.getByText(text)).toBeVisible();
  await visit.goto(`${address}?done=release`);
  expect(await stands(id)).toEqual(before);
  expect((await outside.request.get(`${address}x`)).status()).toBe(404);
  await outside.close();
});

test("a customer chooses another time, gives a number, says something, and lets us off", async ({ page, as, browser, contextOptions }) => {
  await as("administrator");
  const { id, address } = await given(page);
  const outside = await browser.newContext(contextOptions);
  const visit = await outside.newPage();
  await asked(visit, address, "Bel mij op een andere tijd");
  await visit.locator('input[name="time"]').last().check();
  await visit.getByRole("button", { name: "Kies deze tijd" }).click();
  await expect(visit.locator(".notice")).toContainText("Dank u");
  const moved = await stands(id);

  await asked(visit, address, "Dit is mijn goede nummer");
  await visit.getByLabel("Het goede nummer").fill("06 12");
  await visit.getByRole("button", { name: "Geef het nummer door" }).click();
  await expect(visit.locator(".faults")).toBeVisible();
  await visit.getByLabel("Het goede nummer").fill("06 87654321");
  await visit.getByRole("button", { name: "Geef het nummer door" }).click();
  await expect(visit.locator(".notice")).toContainText("Dank u");

  const words = unique("De auto staat achter");
  await asked(visit, address, "Ik wil iets zeggen");
  await visit.getByLabel(/^Wat wilt u ons zeggen/).fill(words);
  await visit.getByRole("button", { name: "Verstuur" }).click();
  await expect(visit.locator(".notice")).toContainText("Dank u");
  await expect(visit.getByText(words)).toBeVisible();
  expect((await stands(id)).state).toBe(moved.state);

  await asked(visit, address, "Het is goed zo");
  await visit.getByRole("button", { name: "Het is goed zo" }).click();
  await expect(visit.locator(".notice")).toContainText("Dank u");
  expect((await stands(id)).state).toBe("released");
  await outside.close();
});
