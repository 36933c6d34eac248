// A new promise in a few seconds: who, what, when.
import { api, expect, stands, test, unique } from "../site";

test("a new promise is made, its number read back, and said in one sentence", async ({ page, as }) => {
  const [name, text] = [unique("Meneer Prins"), unique("De prijs van de banden doorbellen")];
  // A number that nobody has, so that nobody is asked whether it is somebody we know.
  const digits = String(Math.floor(Math.random() * 9_000_000) + 31_000_000);
  const spoken = `06 ${digits.replace(/(..)(?=.)/g, "$1 ")}`;
  await as("administrator");
  await page.goto("/promises/new");
  await page.getByLabel("Naam", { exact: true }).fill(name);
  await page.getByLabel(/^Telefoonnummer of mailadres/).fill(`06-${digits.slice(0, 4)} ${digits.slice(4)}`);
  await page.getByLabel(/^Wat belooft u/).fill(text);
  await page.locator('input[name="when"]').first().check({ force: true });
  await page.getByRole("button", { name: "Beloof het" }).click();
  await expect(page).toHaveURL(/done=made/);
  const notice = page.locator(".notice");
  await expect(notice).toContainText(spoken);
  const id = new URL(page.url()).searchParams.get("of") ?? "";
  expect((await stands(id)).text).toBe(text);

  await notice.getByRole("button", { name: /Ongedaan maken/ }).click();
  await expect(page.locator(".notice")).toBeVisible();
  const left = await api<{ items: unknown[] }>(`/customers?search=${encodeURIComponent(name)}`);
  expect(left.items, "nothing of it stays").toEqual([]);
});

test("a number that cannot be is refused, and every word is kept", async ({ page, as }) => {
  const text = unique("Terugbellen");
  await as("administrator");
  await page.goto("/promises/new");
  await page.getByLabel("Naam", { exact: true }).fill("Anna Visser");
  await page.getByLabel(/^Telefoonnummer of mailadres/).fill("06 1234");
  await page.getByLabel(/^Wat belooft u/).fill(text);
  await page.locator('input[name="when"]').first().check({ force: true });
  await page.getByRole("button", { name: "Beloof het" }).click();
  await expect(page.locator(".faults")).toBeVisible();
  await expect(page.locator('[name="reach"]')).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator('[name="reach"]')).toHaveValue("06 1234");
  await expect(page.locator('[name="text"]')).toHaveValue(text);
});
