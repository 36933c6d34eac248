// What a page must not have, whoever looks at it.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds, in words. */
export async function faults(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return found.violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => node.html).slice(0, 3).join("\n")}`);
}

/** What sticks out of the page sideways, other than inside a part that scrolls by itself. */
export async function wide(page: Page): Promise<string[]> {
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
