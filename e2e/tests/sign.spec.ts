// Signing in and out, with what a person types.
import { colleague, expect, signedUp, signsIn, test } from "../site";

test.beforeAll(async () => {
  test.skip(!(await signsIn()), "nobody signs in here: the demo's token is the session");
});

test("somebody signs in with a name and a password, and out again", async ({ page, browser }) => {
  const { name, id, page: other } = await colleague(browser, "employee");
  await other.context().close();
  const password = await signedUp(id);
  await page.goto("/promises/new");
  await expect(page, "first it asks who comes").toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Mailadres of naam").fill(name);
  await page.getByLabel("Wachtwoord", { exact: true }).fill("not this one, surely");
  await page.getByRole("button", { name: "Inloggen" }).click();
  await expect(page.locator(".faults")).toContainText("horen niet bij elkaar");
  await page.getByLabel("Wachtwoord", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Inloggen" }).click();
  await expect(page, "and then goes on where one wanted to be").toHaveURL(/\/promises\/new$/);
  const [cookie] = (await page.context().cookies()).filter((one) => one.name === "gehoor");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

  await page.locator("li.more > details > summary").click();
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.goto("/today");
  await expect(page).toHaveURL(/\/sign-in/);
});
