import { expect, test } from "@playwright/test";
import { owner, ownerState } from "./fixtures/owner";

test("the first visitor of a new server creates the owner account and is signed in", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Set up Jackdaw" })).toBeVisible();
  await page.getByLabel("Name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Create owner account" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/setup"));
  await page.context().storageState({ path: ownerState });
});
