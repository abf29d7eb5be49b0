import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { ownerState } from "./e2e/fixtures/owner";

// Playwright reads this file in every worker: what is chosen once travels through the environment.
process.env.JACKDAW_E2E_PORT ??= String(20_000 + (process.pid % 10_000));
process.env.JACKDAW_E2E_MAIL_PORT ??= String(10_000 + (process.pid % 10_000));
const baseURL = `http://localhost:${process.env.JACKDAW_E2E_PORT}`;

const browsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const systemBrowser = process.env.JACKDAW_E2E_BROWSER ?? browsers.find((path) => existsSync(path));

/** Where `npm test` wants the report; nobody looks on there, so a test has a second try, and the report says which took it. */
const report = process.env.JACKDAW_E2E_REPORT;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  workers: 2,
  // Against hanging only: a busy machine is no mistake.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  retries: report ? 1 : 0,
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    locale: "en-US",
    timezoneId: "UTC",
    // Recording takes two fifths of the processor's time: all journeys together cannot afford it.
    trace: report ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: systemBrowser,
      // Chromium's sandbox refuses to run as root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "owner", testMatch: "owner.setup.ts" },
    { name: "journeys", testDir: "e2e/journeys", dependencies: ["owner"], use: { storageState: ownerState } },
    {
      name: "compat",
      testDir: "e2e/compat",
      testIgnore: "logs/**",
      dependencies: ["owner"],
      use: { storageState: ownerState },
    },
    {
      name: "senders",
      testDir: "e2e/compat/logs",
      dependencies: ["owner"],
      use: { storageState: ownerState },
    },
  ],
  webServer: {
    command: "node scripts/serve-e2e.mjs",
    env: { PORT: process.env.JACKDAW_E2E_PORT, JACKDAW_E2E_MAIL_PORT: process.env.JACKDAW_E2E_MAIL_PORT },
    url: `${baseURL}/sign-in`,
    timeout: 300_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
