// A day as it goes: somebody is due, does not answer, is called again, and is reached.
import { customer, due, expect, stands, test, unique } from "../site";

test("today → no answer → the next moment → undo → reached → kept", async ({ page, as }) => {
  const name = unique("Mevrouw Bos");
  const id = await due(await customer(name), unique("Bellen over de remmen"));
  await as("administrator");
  await page.goto("/today");
  const row = page.locator(`[id="${id}"]`);
  await expect(row).toContainText(name);
  await expect(row.locator('a[href^="tel:+31612345678"]')).toBeVisible();
  await row.locator('a[href*="/outcome"]').click();

  await page.getByRole("button", { name: "Geen gehoor" }).click();
  await expect(page).toHaveURL(/\/today/);
  const notice = page.locator(".notice");
  await expect(notice).toContainText(/\d{1,2}:\d{2}/);
  expect((await stands(id)).tries).toBe(1);

  await notice.getByRole("button", { name: /Ongedaan maken/ }).click();
  await expect(page.locator(".notice")).toBeVisible();
  expect((await stands(id)).tries).toBe(0);

  await page.goto(`/promises/${id}/outcome`);
  await page.getByRole("button", { name: "Gesproken, opgelost" }).click();
  await expect(page.locator(".notice")).toBeVisible();
  expect((await stands(id)).state).toBe("kept");
  await page.goto("/today");
  await expect(page.locator(`[data-row][id="${id}"]`)).toHaveCount(0);
});
