// What holds on every page: nothing for axe to find, nothing that overflows, the top grade for its headers.
import AxeBuilder from "@axe-core/playwright";
import { SAMPLES } from "../pages";
import { expect, samples, test } from "../site";

let known: Record<string, string> = {};
test.beforeAll(async () => {
  known = await samples();
});

for (const sample of SAMPLES) {
  for (const theme of ["light", "dark"] as const) {
    test(`${sample.name} in ${theme}: axe finds nothing`, async ({ page, as }) => {
      const path = sample.path(known);
      test.skip(path === undefined, "the demo company has no such sample now");
      await as(sample.who);
      await page.emulateMedia({ colorScheme: theme });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(path ?? "");
        const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
        const told = found.violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => node.html).slice(0, 3).join("\n")}`);
        expect(told, `${path} at ${width}`).toEqual([]);
      }
    });
  }

  test(`${sample.name}: nothing overflows at 320 px and at 200 % text`, async ({ page, as }) => {
    const path = sample.path(known);
    test.skip(path === undefined, "the demo company has no such sample now");
    await as(sample.who);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(path ?? "");
    expect(await wide(page), "at 320 px").toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => new Promise<void>((done) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("html { font-size: 200% }");
      document.adoptedStyleSheets.push(sheet);
      requestAnimationFrame(() => done());
    }));
    expect(await wide(page), "at 200 % text").toEqual([]);
  });

  test(`${sample.name}: the top grade for its headers`, async ({ request, context, as }) => {
    const path = sample.path(known);
    test.skip(path === undefined, "the demo company has no such sample now");
    await as(sample.who);
    const response = await context.request.get(path ?? "", { maxRedirects: 0 });
    void request;
    const headers = response.headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
}

// What sticks out of the page sideways, other than inside a part that scrolls by itself.
async function wide(page: import("@playwright/test").Page): Promise<string[]> {
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
