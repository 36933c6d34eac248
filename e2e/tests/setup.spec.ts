// From an empty folder to the first useful screen, as somebody does who has just put the program on a machine.
import { Company, program } from "../company";
import { faults, wide } from "../looks";
import { expect, test } from "../site";

test.skip(program === "", "only cargo xtask e2e says where the program is");

let company: Company;

test.beforeAll(async () => {
  company = await Company.inEmptyFolder();
  company.start();
  await expect.poll(() => company.isReady(), { timeout: 20_000 }).toBe(true);
});

test.afterAll(() => company.end());

test("an empty folder becomes a company with one page, and the examples come and go by one button", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: company.url, locale: "nl-NL" });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  await page.getByLabel("Code").fill("aaaa-bbbb-cccc");
  await page.getByRole("button", { name: "Verder" }).click();
  await expect(page.locator(".notice.warns")).toBeVisible();
  const code = /\b\w{4}-\w{4}-\w{4}\b/.exec(company.said())?.[0] ?? "";
  expect(code, "the code stands on the console").not.toBe("");
  await page.getByLabel("Code").fill(code.toUpperCase());
  await page.getByRole("button", { name: "Verder" }).click();
  await page.getByText("Ander land of andere tijd").click();
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await wide(page), "on the smallest phone").toEqual([]);

  await page.getByLabel("Naam van het bedrijf").fill("Garage Proef");
  await page.getByLabel("Uw naam").fill("Noor Proef");
  await page.getByLabel("Uw wachtwoord").fill("kort");
  await page.getByRole("button", { name: "Beginnen" }).click();
  await expect(page.locator(".faults"), "what is wrong is said, at once").toBeVisible();
  await expect(page.getByLabel("Naam van het bedrijf"), "and nothing typed is lost").toHaveValue("Garage Proef");
  await page.getByLabel("Uw wachtwoord").fill("vier woorden op een rij");
  await page.getByLabel("Zet voorbeelden neer om rond te kijken").check();
  await page.getByRole("button", { name: "Beginnen" }).click();
  await expect(page, "signed in, at the first useful screen").toHaveURL(/\/today/);
  await page.goto("/today?view=all");
  await expect(page.locator("[data-row]").first(), "there is something to do").toBeVisible();

  await page.goto("/admin/samples");
  await page.getByRole("button", { name: "Voorbeelden weghalen" }).click();
  await expect(page.locator(".notice")).toContainText("De voorbeelden zijn weg");
  await page.goto("/today?view=all");
  await expect(page.locator("[data-row]")).toHaveCount(0);
  await page.goto("/setup");
  await expect(page, "it is set up once").toHaveURL(/\/today/);
  await context.close();
});
