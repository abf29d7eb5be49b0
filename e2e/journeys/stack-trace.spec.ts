import { expect, test } from "@playwright/test";
import { runClient } from "../compat/run-client";
import { createProject } from "../fixtures/project";

test("a developer finds the line that threw", async ({ page, request, baseURL, context }) => {
  const project = await createProject(request, baseURL ?? "", "The line");
  await runClient(process.execPath, ["clients/sentry-node.cjs", "sentry-node-11", "handled"], project.dsn);
  await project.issues(1);

  await page.goto(`/issues?project=${project.slug}`);
  await page.getByRole("link", { name: /TypeError/ }).click();
  await expect(page.locator(".src .hl")).toContainText("return order.card.number;");
  await expect(page.locator(".src .hl i")).toHaveText(/^\d+$/);
  await expect(page.getByText("cart opened").first()).toBeVisible();

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: /more/i }).first().click();
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain("return order.card.number;");
});
