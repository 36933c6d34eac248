// Two people and one promise: it is handed over and taken, and whoever is second is told.
import { colleague, customer, due, expect, stands, test, unique } from "../site";

test("a promise is handed over, and stays until it is taken", async ({ page, as, browser, contextOptions }) => {
  const id = await due(await customer(unique("Bakkerij Bos")), unique("Bellen over de bus"));
  const kim = await colleague(browser, "employee", contextOptions);
  await as("administrator");
  await page.goto(`/promises/${id}`);
  const hand = page.locator("details", { has: page.locator('[action$="/handed-over"]') });
  await hand.locator("summary").click();
  await hand.locator("select").selectOption({ label: kim.name });
  await hand.getByRole("button").click();
  await expect(page.locator("#f-offer")).toContainText(kim.name);
  const before = await stands(id);

  await kim.page.goto(`/promises/${id}`);
  await kim.page.getByRole("button", { name: "Ik neem het over" }).click();
  await expect(kim.page.locator(".notice")).toBeVisible();
  const after = await stands(id);
  expect(after.owner.userId).toBe(kim.id);
  expect(before.owner.userId).not.toBe(kim.id);
  await kim.page.context().close();
});

test("whoever is second is told, and nothing is overwritten or lost", async ({ page, as, browser, contextOptions }) => {
  const id = await due(await customer(unique("Mevrouw De Wit")), unique("Bellen over de sleutel"));
  const kim = await colleague(browser, "administrator", contextOptions);
  await as("administrator");
  await page.goto(`/promises/${id}/outcome`);
  await page.locator("summary", { hasText: "Notitie erbij" }).click();
  const note = unique("Ze belt zelf terug");
  await page.getByLabel(/^Wat zei de klant/).fill(note);

  await kim.page.goto(`/promises/${id}/outcome`);
  await kim.page.getByRole("button", { name: "Voicemail ingesproken" }).click();
  await expect(kim.page.locator(".notice")).toBeVisible();
  const first = await stands(id);

  await page.getByRole("button", { name: "Gesproken, opgelost" }).click();
  await expect(page.locator(".notice.warns")).toContainText(kim.name);
  await expect(page.locator('[name="note"]')).toHaveValue(note);
  expect(await stands(id)).toMatchObject({ state: first.state, version: first.version, tries: first.tries });
  await kim.page.context().close();
});
