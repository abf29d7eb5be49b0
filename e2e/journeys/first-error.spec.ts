import { expect, test } from "@playwright/test";
import { runClient } from "../compat/run-client";

test("a newcomer creates a project, points an SDK at it and sees the error", async ({ page }) => {
  await page.goto("/projects/new");
  await page.getByRole("radio", { name: "Node.js" }).click();
  await page.getByLabel("Name").fill("Web shop");
  await page.getByRole("button", { name: "Create project" }).click();

  await expect(page.getByText("Waiting for the first event")).toBeVisible();
  const dsn = (await page.locator(".dsn code").textContent())?.trim() ?? "";
  expect(dsn).toMatch(/^http:\/\/[0-9a-f]{32}@localhost:\d+\/\d+$/);

  const run = await runClient(
    process.execPath,
    ["clients/sentry-node.cjs", "sentry-node-11", "handled"],
    dsn,
  );
  expect(run.exitCode, run.output).toBe(0);

  await expect(page.getByText("Events arrive")).toBeVisible();
  await page.getByRole("link", { name: /^SHOP\d*-1/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("TypeError");
  await expect(
    page.getByText("Cannot read properties of undefined (reading 'number')").first(),
  ).toBeVisible();
});

test("a newcomer sends a sample event through the real door", async ({ page }) => {
  await page.goto("/projects/new");
  await page.getByRole("radio", { name: "Python", exact: true }).click();
  await page.getByLabel("Name").fill("Samples");
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("button", { name: "Send a sample event" }).click();
  await expect(page.getByText("Sample event stored as")).toBeVisible();
  await expect(page.getByText("Events arrive")).toBeVisible();
});
