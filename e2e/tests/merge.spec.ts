// Two cards of one customer become one, and two again; a person is shown all that is held, and erased.
import { customer, due, expect, test, unique } from "../site";

const number = () => `061${Math.floor(Math.random() * 9_000_000) + 1_000_000}`;

test("a double is offered, both cards are seen, and the merge is undone from the bar", async ({ page, as }) => {
  const digits = number();
  const [name, other] = [unique("Mevrouw Zomer"), unique("S. Winter")];
  const [kept, goes] = [await customer(name, digits), await customer(other, digits)];
  const [one, two] = [await due(kept, unique("Bellen")), await due(goes, unique("Terugbellen"))];
  await as("administrator");
  await page.goto(`/customers/${kept}`);
  await page.getByRole("link", { name: "Samenvoegen met…" }).click();
  await expect(page.locator("li", { hasText: other })).toContainText("zelfde nummer");
  await page.getByRole("link", { name: other }).click();
  await page.getByLabel(other, { exact: true }).check();
  await page.getByRole("button", { name: "Voeg samen" }).click();
  await expect(page.locator(".notice")).toContainText("Samengevoegd.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(other);
  for (const promise of [one, two]) await expect(page.locator(`a.who[href="/promises/${promise}"]`)).toBeVisible();
  await page.goto(`/customers/${goes}`);
  await expect(page).toHaveURL(new RegExp(`/customers/${kept}$`));
  await page.goBack();
  await page.getByRole("button", { name: /Ongedaan maken/ }).click();
  await expect(page.locator(".notice")).toContainText("twee kaarten");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.locator(`a.who[href="/promises/${two}"]`)).toHaveCount(0);
});

test("all that is held is shown and a customer is erased by typing the name", async ({ page, as }) => {
  const name = unique("Meneer Herfst");
  const id = await customer(name, number());
  await as("administrator");
  await page.goto(`/customers/${id}`);
  await page.locator("summary", { hasText: "Privacy" }).click();
  await page.getByRole("link", { name: "Inzage" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await page.goto(`/customers/${id}/erase`);
  await page.getByLabel("De klant vroeg het").check();
  await page.getByLabel("Typ de naam om te wissen").fill("Iemand anders");
  await page.getByRole("button", { name: "Wis voorgoed" }).click();
  await expect(page.locator(".faults")).toBeVisible();
  await page.getByLabel("Typ de naam om te wissen").fill(name);
  await page.getByRole("button", { name: "Wis voorgoed" }).click();
  await expect(page.locator(".notice")).toContainText("gewist");
  await expect(page.locator("body")).not.toContainText(name);
});
