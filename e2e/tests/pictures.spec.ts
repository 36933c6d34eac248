// `cargo xtask pictures`: the few pictures of the README, of the demo company at its fixed moment.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { samples, test, type Who } from "../site";

const folder = process.env["GEHOOR_PICTURES"] ?? "";
const PHONE = { width: 390, height: 760 };
const DESK = { width: 1120, height: 700 };
test.skip(folder === "", "only cargo xtask pictures makes these");

type Picture = { name: string; who: Who; size: typeof PHONE; path: (known: Record<string, string>) => string | undefined };
const PICTURES: Picture[] = [
  { name: "today-desk", who: "administrator", size: DESK, path: () => "/today?view=all" },
  { name: "today-phone", who: "administrator", size: PHONE, path: () => "/today?view=all" },
  { name: "promise", who: "administrator", size: DESK, path: (known) => `/promises/${known["waiting"]}` },
  { name: "customer", who: "nobody", size: PHONE, path: (known) => known["link-trying"] },
];

for (const picture of PICTURES) {
  test(`picture: ${picture.name}`, async ({ page, as }) => {
    const address = picture.path(await samples()) ?? "/";
    mkdirSync(folder, { recursive: true });
    await as(picture.who);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize(picture.size);
    await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=en`);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: join(folder, `${picture.name}.png`) });
  });
}
