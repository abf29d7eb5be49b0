import { expect, test } from "@playwright/test";
import { checkBarriers } from "./fixtures/check-barriers";
import { owner, ownerState } from "./fixtures/owner";

// In this order: the page is gone once there is an owner.
test.describe.configure({ mode: "serial" });

test("the first page of a new server is free of barriers, in both themes, on a desk and on a phone", async ({
  page,
}) => {
  await checkBarriers(page, "/setup");
});

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
