// A whole day at the desk without a mouse.
import type { Locator, Page } from "@playwright/test";
import { customer, due, expect, stands, test, unique } from "../site";

// Goes on with Tab until this has the focus, as somebody without a mouse does.
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let steps = 0; steps < 80; steps += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab never gets there");
}

// Goes down the rows with j until the row with this text is there.
async function rowOf(page: Page, text: string): Promise<void> {
  const here = page.locator("[data-row].is-here");
  for (let steps = 0; steps < 200; steps += 1) {
    await page.keyboard.press("j");
    if (((await here.textContent()) ?? "").includes(text)) return;
  }
  throw new Error(`no row of ${text}`);
}

async function typed(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

test("a promise is made and taken back with keys alone", async ({ page, as }) => {
  const name = unique("Mevrouw Toets");
  await as("administrator");
  await page.goto("/today");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/promises\/new/);
  await expect(page.locator('[name="name"]'), "one can type at once").toBeFocused();
  await page.keyboard.type(name);
  await typed(page, page.locator('[name="reach"]'), `06${Math.floor(Math.random() * 9_000_000) + 31_000_000}`);
  await typed(page, page.locator('[name="text"]'), "Bellen zonder muis");
  await tabTo(page, page.locator('[name="when"]').first());
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Beloof het" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/done=made/);
  await page.keyboard.press("u");
  await expect(page).toHaveURL(/done=unmade/);
});

test("a day goes by keys alone: rows, outcome, undo, find, card, keys, palette", async ({ page, as }) => {
  const name = unique("Meneer Toets");
  const id = await due(await customer(name), unique("Bellen zonder muis"));
  await as("administrator");
  await page.goto("/promises/new");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await expect(page).toHaveURL(/\/today/);
  await rowOf(page, name);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/promises/${id}`));
  await tabTo(page, page.locator('a[href*="/outcome"]').first());
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Geen gehoor" }).waitFor();
  await page.keyboard.press((await page.getByRole("button", { name: "Geen gehoor" }).getAttribute("data-keys")) ?? "");
  await expect(page.locator(".notice")).toBeVisible();
  expect((await stands(id)).tries).toBe(1);
  await page.keyboard.press("u");
  await expect.poll(async () => (await stands(id)).tries).toBe(0);
  await expect(page).toHaveURL(/done=takenBack/);
  await page.waitForLoadState();

  await page.keyboard.press("/");
  await expect(page.locator("#find")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?/);
  await rowOf(page, name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/\/edit$/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page).toHaveURL(/\/keys$/);

  await page.keyboard.press("Control+k");
  const palette = page.locator("dialog.palette");
  await expect(palette.locator("input")).toBeFocused();
  await page.keyboard.type(name);
  await expect(palette.locator("li").filter({ hasText: name }).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});

test("single keys can be turned off, and never act inside a field", async ({ page, as }) => {
  await as("administrator");
  await page.goto("/search");
  await page.getByRole("main").getByRole("searchbox").focus();
  await page.keyboard.type("n?");
  await expect(page).toHaveURL(/\/search$/);
  await page.goto("/keys");
  await page.locator("[data-keys-off]").check();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/keys$/);
});
