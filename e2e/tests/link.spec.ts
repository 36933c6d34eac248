// The customer's own page: read without an account; only a sent form changes anything.
import type { Page } from "@playwright/test";
import { customer, due, expect, stands, test, unique } from "../site";

// A promise of our own and the address of its customer's page, made as an employee does.
async function given(page: Page): Promise<{ id: string; text: string; address: string }> {
  const text = unique("Bellen over de grote beurt");
  const id = await due(await customer(unique("Mevrouw Jansen")), text);
  await page.goto(`/promises/${id}/link`);
  await page.getByRole("button", { name: "Make a link" }).click();
  return { id, text, address: new URL(await page.getByLabel("Address").inputValue()).pathname };
}

async function asked(page: Page, address: string, what: string): Promise<void> {
  await page.goto(`${address}?lang=en`);
  await page.locator("summary", { hasText: what }).click();
}

test("a customer reads the promise, and looking changes nothing", async ({ page, as, browser, contextOptions }) => {
  await as("administrator");
  const { id, text, address } = await given(page);
  const outside = await browser.newContext(contextOptions);
  const visit = await outside.newPage();
  const before = await stands(id);
  await visit.goto(address);
  await visit.goto(`${address}?lang=en`);
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
  await asked(visit, address, "Call me at another time");
  await visit.locator('input[name="time"]').last().check();
  await visit.getByRole("button", { name: "Choose this time" }).click();
  await expect(visit.locator(".notice")).toContainText("Thank you");
  const moved = await stands(id);

  await asked(visit, address, "This is my right number");
  await visit.getByLabel("The right number").fill("06 12");
  await visit.getByRole("button", { name: "Give the number" }).click();
  await expect(visit.locator(".faults")).toBeVisible();
  await visit.getByLabel("The right number").fill("06 87654321");
  await visit.getByRole("button", { name: "Give the number" }).click();
  await expect(visit.locator(".notice")).toContainText("Thank you");

  const words = unique("De auto staat achter");
  await asked(visit, address, "I want to say something");
  await visit.getByLabel(/^What would you like to tell us/).fill(words);
  await visit.getByRole("button", { name: "Send" }).click();
  await expect(visit.locator(".notice")).toContainText("Thank you");
  await expect(visit.getByText(words)).toBeVisible();
  expect((await stands(id)).state).toBe(moved.state);

  await asked(visit, address, "It is fine like this");
  await visit.getByRole("button", { name: "It is fine like this" }).click();
  await expect(visit.locator(".notice")).toContainText("Thank you");
  expect((await stands(id)).state).toBe("released");
  await outside.close();
});
