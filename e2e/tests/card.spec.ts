// A customer's card, and finding it by whatever is known.
import { api, customer, expect, me, test, unique } from "../site";

test("a card is found by name, by number in any spelling, and by what a promise is about", async ({ page, as }) => {
  const digits = String(Math.floor(Math.random() * 9_000_000) + 1_000_000);
  const [name, number] = [unique("Mevrouw Zonneveld"), `061${digits}`];
  const id = await customer(name, number);
  const plate = `GH-${digits.slice(0, 3)}-${String.fromCharCode(65 + (Number(digits) % 26))}`;
  const body = { customerId: id, text: "Bellen over de koppeling", kind: "callBack", reference: plate, owner: { userId: await me() }, trigger: { soon: { minutes: 60 } } };
  const promise = (await api<{ id: string }>("/promises", body)).id;
  await as("administrator");
  const spellings = [name, `06 1${digits}`, `+31 6 1${digits.slice(0, 3)} ${digits.slice(3)}`, `0031-61${digits}`];
  for (const words of spellings) {
    await page.goto("/search");
    await page.getByRole("main").getByRole("searchbox").fill(words);
    await page.getByRole("main").getByRole("button", { name: "Zoek" }).click();
    await expect(page.locator(`a[href="/customers/${id}"]`), words).toBeVisible();
  }
  for (const words of [plate, plate.replaceAll("-", "").toLowerCase()]) {
    // What was promised just now is found as soon as search has followed.
    await expect(async () => {
      await page.goto(`/search?q=${encodeURIComponent(words)}`);
      await expect(page.locator(`a.who[href="/promises/${promise}"]`), words).toBeVisible({ timeout: 500 });
    }).toPass();
  }
  await page.goto(`/search?q=${encodeURIComponent(name)}`);
  await page.locator(`a[href="/customers/${id}"]`).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.locator(`a.who[href="/promises/${promise}"]`)).toBeVisible();
});

test("a customer is added with a number, changed, and gets a second number", async ({ page, as }) => {
  const [name, changed] = [unique("Garage Noord"), unique("Garage Zuid")];
  await as("administrator");
  await page.goto("/customers/new");
  await page.getByLabel("Naam", { exact: true }).fill(name);
  await page.getByLabel(/^Nummer of adres/).fill("020 1234567");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.locator(".notice")).toContainText("toegevoegd");
  await expect(page.locator('a[href="tel:+31201234567"]')).toBeVisible();
  await page.getByRole("link", { name: "Klant wijzigen" }).click();
  await page.getByLabel("Naam", { exact: true }).fill(changed);
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(changed);
  await page.locator("summary", { hasText: "Nummer of adres erbij" }).click();
  await page.getByLabel(/^Nummer of adres/).fill("06 1234");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.locator(".faults")).toBeVisible();
  await page.getByLabel(/^Nummer of adres/).fill("0612345678");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.locator('a[href="tel:+31612345678"]')).toBeVisible();
});
