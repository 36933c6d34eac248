// What holds on every page: nothing for axe to find, nothing that overflows, the top grade for its headers.
import { SAMPLES } from "../pages";
import { graded } from "../headers";
import { faults, wide } from "../looks";
import { expect, samples, test } from "../site";

test.use({ serviceWorkers: "block" });

let known: Record<string, string> = {};
test.beforeAll(async () => {
  known = await samples();
});

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
