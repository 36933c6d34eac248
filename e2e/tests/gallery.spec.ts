// `cargo xtask gallery`: every page with every sample, in both languages, light and dark, on phone and desktop.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SAMPLES } from "../pages";
import { samples, test } from "../site";

const folder = process.env["GEHOOR_GALLERY"] ?? "";
const DEVICES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
test.skip(folder === "", "only cargo xtask gallery makes pictures");
test.setTimeout(120_000);

let known: Record<string, string> = {};
test.beforeAll(async () => {
  known = await samples();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), index());
});

for (const sample of SAMPLES) {
  test(`gallery: ${sample.name}`, async ({ page, as }) => {
    const path = sample.path(known);
    test.skip(path === undefined, "the demo company has no such sample now");
    await as(sample.who);
    for (const language of ["nl", "en"]) {
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        for (const [device, size] of Object.entries(DEVICES)) {
          await page.setViewportSize(size);
          const address = path ?? "";
          await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${language}`);
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          await page.screenshot({ path: join(folder, picture(sample.name, language, theme, device)), fullPage: true });
        }
      }
    }
  });
}

function picture(name: string, language: string, theme: string, device: string): string {
  return `${name}.${language}.${theme}.${device}.png`;
}

function index(): string {
  const rows = SAMPLES.map((sample) => {
    const cells = ["nl", "en"].flatMap((language) =>
      ["light", "dark"].flatMap((theme) => Object.keys(DEVICES).map((device) => {
        const file = picture(sample.name, language, theme, device);
        return `<a href="${file}"><img loading="lazy" src="${file}" alt="${language} ${theme} ${device}"></a>`;
      })));
    return `<section><h2>${sample.name}</h2><div>${cells.join("")}</div></section>`;
  });
  const style = "body{font:16px system-ui;margin:1rem}div{display:flex;gap:.5rem;overflow-x:auto}img{height:26rem;border:1px solid #999}";
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>${style}</style>${rows.join("\n")}`;
}
