import { api, customer, expect, test, unique } from "../site";

test("a colleague comes, signs in, falls ill, and leaves; the work always has somebody", async ({ page, browser, as }) => {
  await as("administrator");
  const name = unique("Noor");
  await page.goto("/admin/users/new");
  await page.getByLabel("Naam", { exact: true }).fill(name);
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: "Voeg toe" }).click();
  await expect(page.locator(".notice")).toContainText("link");
  const colleague = page.url().split("?")[0] ?? "";
  const id = colleague.split("/").at(-1) ?? "";
  await page.getByRole("button", { name: "Maak een link voor een wachtwoord" }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();

  const own = await browser.newContext();
  const desk = await own.newPage();
  // The demo does not know at which port it is looked at.
  await desk.goto(new URL(new URL(link).pathname, page.url()).href);
  await desk.getByLabel("nieuwe wachtwoord").fill("drie gele fietsen buiten");
  await desk.getByRole("button", { name: "Instellen" }).click();
  await desk.getByLabel("E-mailadres of naam").fill(name);
  await desk.getByLabel("Wachtwoord", { exact: true }).fill("drie gele fietsen buiten");
  await desk.getByRole("button", { name: "Inloggen", exact: true }).click();
  await expect(desk).toHaveURL(/\/today/);

  const text = unique("Bellen voor Noor");
  const body = { customerId: await customer(unique("Meneer Wacht")), text, kind: "callBack", owner: { userId: id }, trigger: { soon: { minutes: 1 } } };
  await api("/promises", body);
  await desk.goto("/today");
  await expect(desk.getByText(text)).toBeVisible();

  await page.goto(`/admin/absences?who=${id}`);
  const stand = page.getByLabel("Vervanger");
  const own_name = await stand.locator("option").nth(1).textContent();
  await stand.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Noteer", exact: true }).click();
  await expect(page.locator(".row", { hasText: name })).toContainText(`het werk ligt bij ${own_name ?? ""}`);
  await page.locator(".row", { hasText: name }).getByRole("button", { name: "Is er weer" }).click();
  await expect(page.locator(".row", { hasText: name })).toHaveCount(0);

  await page.goto(colleague);
  await page.getByText(`${name} gaat weg`).click();
  await page.getByRole("button", { name: "Noteer dat deze collega weg is" }).click();
  await expect(page.locator(".facts")).toContainText("Weg sinds");
  await desk.goto("/today");
  await expect(desk).toHaveURL(/\/sign-in/);
  await page.goto("/today?view=all");
  await expect(page.getByText(text)).toBeVisible();

  await page.goto(colleague);
  await page.getByRole("button", { name: "Deze collega is er weer" }).click();
  await expect(page.locator(".notice")).toContainText("is er weer");
  await expect(page.locator(".facts")).not.toContainText("Weg sinds");
  await desk.getByLabel("E-mailadres of naam").fill(name);
  await desk.getByLabel("Wachtwoord", { exact: true }).fill("drie gele fietsen buiten");
  await desk.getByRole("button", { name: "Inloggen", exact: true }).click();
  await desk.goto("/today");
  await expect(desk.getByText(text)).toBeVisible();
  await own.close();
});

test("a policy is seen before it holds", async ({ page, as }) => {
  await as("administrator");
  await page.goto("/admin/policy");
  const busy = page.getByLabel("Na in gesprek");
  const before = await busy.inputValue();
  await busy.fill("6, 12, 24");
  await page.getByLabel("Stel dat de volgende poging dit tegenkomt").selectOption("busy");
  await page.getByRole("button", { name: "Bekijk wat er verandert" }).click();
  await expect(page.getByRole("heading", { name: "Wat er zou gebeuren" })).toBeVisible();
  await expect(busy).toHaveValue("6, 12, 24");
  await page.getByRole("button", { name: "Sla dit beleid op" }).click();
  await expect(page.locator(".notice")).toBeVisible();
  await expect(busy).toHaveValue("6, 12, 24");
  await busy.fill(before);
  await page.getByRole("button", { name: "Bekijk wat er verandert" }).click();
  await page.getByRole("button", { name: "Sla dit beleid op" }).click();
  await expect(page.locator(".notice")).toBeVisible();
});

test("customers read the company's own words until the standard ones are taken back", async ({ page, as }) => {
  await as("administrator");
  await page.goto("/admin/texts?language=en");
  const fold = page.locator("main details").first();
  await fold.locator("summary").click();
  const standard = await fold.locator("textarea").inputValue();
  await fold.locator("textarea").fill(`${standard} (ours)`);
  await fold.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.locator("main details").first()).toContainText("(ours)");
  await page.locator("main details").first().locator("summary").click();
  await page.locator("main details").first().getByRole("button", { name: "Terug naar de standaardtekst" }).click();
  await expect(page.locator("main details").first()).not.toContainText("(ours)");
});
