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

// Presses a key once the page listens: right after an address changed, its script may still be on its way.
async function press(page: Page, key: string): Promise<void> {
  await page.waitForLoadState();
  await page.keyboard.press(key);
}

// Goes down the rows with j until the row with this text is there.
async function rowOf(page: Page, text: string): Promise<void> {
  const here = page.locator("[data-row].is-here");
  for (let steps = 0; steps < 200; steps += 1) {
    await press(page, "j");
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
  await press(page, "n");
  await expect(page).toHaveURL(/\/promises\/new/);
  await expect(page.locator('[name="name"]'), "one can type at once").toBeFocused();
  await page.keyboard.type(name);
  await typed(page, page.locator('[name="reach"]'), `06${Math.floor(Math.random() * 9_000_000) + 31_000_000}`);
  await typed(page, page.locator('[name="text"]'), "Bellen zonder muis");
  await tabTo(page, page.locator('[name="when"]').first());
  await press(page, "Space");
  await tabTo(page, page.getByRole("button", { name: "Beloof het" }));
  await press(page, "Enter");
  await expect(page).toHaveURL(/done=made/);
  await press(page, "u");
  await expect(page).toHaveURL(/done=unmade/);
});

test("a day goes by keys alone: rows, outcome, undo, find, card, keys, palette", async ({ page, as }) => {
  const name = unique("Meneer Toets");
  const id = await due(await customer(name), unique("Bellen zonder muis"));
  await as("administrator");
  await page.goto("/promises/new");
  await press(page, "Escape");
  await press(page, "g");
  await press(page, "v");
  await expect(page).toHaveURL(/\/today/);
  await rowOf(page, name);
  await press(page, "Enter");
  await expect(page).toHaveURL(new RegExp(`/promises/${id}`));
  await tabTo(page, page.locator('a[href*="/outcome"]').first());
  await press(page, "Enter");
  await page.getByRole("button", { name: "Geen gehoor" }).waitFor();
  await press(page, (await page.getByRole("button", { name: "Geen gehoor" }).getAttribute("data-keys")) ?? "");
  await expect(page.locator(".notice")).toBeVisible();
  expect((await stands(id)).tries).toBe(1);
  await press(page, "u");
  await expect.poll(async () => (await stands(id)).tries).toBe(0);
  await expect(page).toHaveURL(/done=takenBack/);

  await press(page, "/");
  await expect(page.locator("#find")).toBeFocused();
  await page.keyboard.type(name);
  await press(page, "Enter");
  await expect(page).toHaveURL(/\/search\?/);
  await rowOf(page, name);
  await press(page, "Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await press(page, "e");
  await expect(page).toHaveURL(/\/edit$/);
  await press(page, "Escape");
  await press(page, "?");
  await expect(page).toHaveURL(/\/keys$/);

  await press(page, "Control+k");
  const palette = page.locator("dialog.palette");
  await expect(palette.locator("input")).toBeFocused();
  await page.keyboard.type(name);
  await expect(palette.locator("li").filter({ hasText: name }).first()).toBeVisible();
  await press(page, "ArrowDown");
  await press(page, "Enter");
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
  await press(page, "n");
  await expect(page).toHaveURL(/\/keys$/);
});
