// Browser tests on the demo company in Debian's Chromium. `cargo xtask e2e` starts the server and says where it is.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // Long enough for a machine with two cores on which the simulator runs as well.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["line"]],
  use: {
    baseURL: process.env["GEHOOR_URL"] ?? "http://127.0.0.1:8080",
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    trace: "off",
    launchOptions: {
      executablePath: process.env["GEHOOR_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } }, testIgnore: /(gallery|offline|pictures)\.spec/ },
    {
      name: "phone",
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
      testMatch: /(day|new|goods|two|card|link|sign|offline)\.spec/,
    },
    {
      name: "no-script",
      use: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false },
      testMatch: /(day|new|goods|two|card|link|sign)\.spec/,
    },
    { name: "gallery", testMatch: /gallery\.spec/ },
    { name: "pictures", testMatch: /pictures\.spec/ },
  ],
});
