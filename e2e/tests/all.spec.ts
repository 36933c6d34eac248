// What holds on every page: nothing for axe to find, nothing that overflows, the top grade for its headers.
import type { Page } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
import { SAMPLES } from "../pages";
import { graded } from "../headers";
import { expect, samples, test } from "../site";

test.use({ serviceWorkers: "block" });

let known: Record<string, string> = {};
test.beforeAll(async () => {
  known = await samples();
});

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const sample of SAMPLES) {
  test(`${sample.name}: axe finds nothing, nothing overflows, the top grade for its headers`, async ({ page, as }) => {
    const path = sample.path(known);
    test.skip(path === undefined, "the demo company has no such sample now");
    await as(sample.who);
    await page.emulateMedia({ colorScheme: "light" });
    const response = await page.goto(path ?? "");
    await test.step("light, on a desktop", async () => expect(await faults(page)).toEqual([]));
    await test.step("at 200 % text", async () => {
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
      expect(await wide(page)).toEqual([]);
      await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
    });
    await test.step("at 320 px", async () => {
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await wide(page)).toEqual([]);
    });
    await test.step("dark, on a phone", async () => {
      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await faults(page)).toEqual([]);
    });
    graded((await response?.allHeaders()) ?? {});
  });
}

// What axe finds, in words.
async function faults(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return found.violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => node.html).slice(0, 3).join("\n")}`);
}

// What sticks out of the page sideways, other than inside a part that scrolls by itself.
async function wide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    const out = [...document.querySelectorAll<HTMLElement>("body *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && box.right > limit + 1 && !one.closest(".scroll, .hidden, dialog, .sprite, template");
    });
    return out.slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.textContent?.trim().slice(0, 40)}`);
  });
}
