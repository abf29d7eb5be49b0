import { expect, test } from "@playwright/test";
import { pressUntil } from "../fixtures/press-until";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

let project: TestProject;
let shortId = "";

test.beforeAll(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Hands on keys");
  await sendEvent(request, project.dsn, makeError("TypeError", "boom", "chargeCard"));
  shortId = (await project.issues(1))[0]?.shortId ?? "";
});

test("somebody who forgot a key asks for all of them", async ({ page }) => {
  await page.goto(`/issues?project=${project.slug}`);
  const dialog = page.getByRole("dialog", { name: "Keyboard" });
  await pressUntil(page, "?", () => expect(dialog).toBeVisible({ timeout: 500 }));
  for (const act of ["Next", "Select", "Resolve", "Undo the last action", "Palette", "Fold the sidebar"])
    await expect(dialog.getByText(act, { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("somebody who was sent a short ID types it and is there", async ({ page }) => {
  await page.goto("/projects");
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
  await page.keyboard.type(shortId.toLowerCase());
  await expect(palette.getByRole("option", { selected: true })).toContainText(shortId);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/issues/${shortId}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("TypeError");
});

test("a reader goes from page to page with two letters", async ({ page }) => {
  await page.goto(`/issues/${shortId}`);
  const go = async (letter: string, path: string) => {
    await expect(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press(letter);
      await expect(page).toHaveURL((url) => url.pathname === path, { timeout: 500 });
    }).toPass();
  };
  await go("o", "/projects");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await go("i", "/issues");
  await expect(page.getByRole("grid", { name: "Issues" })).toBeVisible();
});

test("a folded sidebar stays folded", async ({ page }) => {
  await page.goto("/projects");
  const isFolded = page.getByRole("button", { name: "Expand sidebar" });
  const isWide = page.getByRole("button", { name: "Collapse sidebar" });
  await pressUntil(page, "[", () => expect(isFolded).toBeVisible({ timeout: 500 }));
  await page.reload();
  await expect(isFolded).toBeVisible();
  await pressUntil(page, "[", () => expect(isWide).toBeVisible({ timeout: 500 }));
  await page.reload();
  await expect(isWide).toBeVisible();
});

test("after a dialog the hands are where they were", async ({ page }) => {
  await page.goto("/projects");
  const link = page
    .getByRole("navigation", { name: "Sections", exact: true })
    .getByRole("link", { name: /Overview/ });
  await link.focus();
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(link).toBeFocused();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(link).toBeFocused();
});

test("somebody who turned single keys off is not surprised by one, on any later page", async ({ page }) => {
  await page.goto("/account");
  const dialog = page.getByRole("dialog", { name: "Keyboard" });
  await pressUntil(page, "?", () => expect(dialog).toBeVisible({ timeout: 500 }));
  await page.keyboard.press("Escape");
  await page.getByRole("switch", { name: "Single-key shortcuts" }).click();

  await page.goto("/projects");
  // A chord still answers, which proves that the page listens.
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  for (const key of ["?", "g", "i", "["]) await page.keyboard.press(key);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Collapse sidebar" })).toBeVisible();
  await expect(page).toHaveURL(/\/projects$/);

  await page.goto("/account");
  await expect(page.getByRole("switch", { name: "Single-key shortcuts" })).not.toBeChecked();
});

test("somebody who resolves a regression by mistake takes it back, and it still is a regression", async ({
  page,
  request,
  baseURL,
}) => {
  const back = await createProject(request, baseURL ?? "", "Slip of a key");
  await sendEvent(request, back.dsn, makeError("RangeError", "again", "turnPage"));
  const [row] = await back.issues(1);
  const headers = { origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  const resolved = await request.post("/api/v1/issues/change", {
    headers,
    data: { change: { kind: "resolve", in: { type: "now" } }, shortIds: [row?.shortId] },
  });
  expect(resolved.status()).toBe(200);
  await sendEvent(request, back.dsn, makeError("RangeError", "again", "turnPage"));

  await page.goto(`/issues/${row?.shortId}`);
  const mark = page.locator(".chip").filter({ hasText: "Regressed in shop@1.2.3" });
  await expect(mark).toBeVisible();
  await pressUntil(page, "e", () => expect(mark).toBeHidden({ timeout: 500 }));
  await page.keyboard.press("z");
  await expect(mark).toBeVisible();
  await page.reload();
  await expect(mark).toBeVisible();
});
