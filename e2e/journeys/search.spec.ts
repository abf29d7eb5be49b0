import { expect, type Page, test } from "@playwright/test";
import { makeStackError } from "../fixtures/make-stack-error";
import { pressUntil } from "../fixtures/press-until";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

let project: TestProject;

const fieldOf = (page: Page) => page.getByRole("combobox", { name: "Search issues" });
const rowsOf = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("gridcell") });
const queryOf = (page: Page) => new URL(page.url()).searchParams.get("query");

test.beforeAll(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Search");
  const stack = makeStackError("TypeError", "boom", ["serveRequest", "chargeCard", "roundCents"]);
  await sendEvent(request, project.dsn, { ...stack, tags: { plan: "free" } });
  await sendEvent(request, project.dsn, {
    ...makeError("RangeError", "too far", "turnPage"),
    tags: { plan: "pro" },
  });
  await sendEvent(request, project.dsn, { message: "Stock is low", level: "warning", tags: { plan: "pro" } });
  await project.issues(3);
});

test.beforeEach(async ({ page }) => {
  await page.goto(`/issues?project=${project.slug}`);
  await expect(rowsOf(page)).toHaveCount(3);
});

test("somebody writes a query with the help of the menu, shares its address, and finds it again", async ({
  page,
}) => {
  const field = fieldOf(page);
  const menu = page.getByRole("listbox", { name: "Suggestions" });
  await pressUntil(page, "/", () => expect(field).toBeFocused({ timeout: 500 }));

  await page.keyboard.type("is:unres");
  await expect(menu.getByRole("option")).toHaveText([/^unresolved/]);
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue("is:unresolved ");
  await page.keyboard.type("lev");
  await expect(menu.getByRole("option", { name: /^level/ })).toContainText("Severity");
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("option", { name: /^level/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("is:unresolved level:");
  await expect(menu.getByRole("option", { name: "fatal" })).toBeVisible();
  await page.keyboard.type("er");
  await expect(menu.getByRole("option")).toHaveText([/^error/]);
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue("is:unresolved level:error ");
  await expect(menu).toBeHidden();
  // What the menu wrote is taken back like anything typed.
  await page.keyboard.press("ControlOrMeta+z");
  await expect(field).toHaveValue("is:unresolved level:er");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(field).toHaveValue("is:unresolved level:error");
  await expect.poll(() => queryOf(page)).toBe("is:unresolved level:error");

  await page.reload();
  await expect(field).toHaveValue("is:unresolved level:error");
  await expect(rowsOf(page)).toHaveCount(2);

  await expect(async () => {
    await page.getByRole("button", { name: "Clear the query" }).click();
    await expect(field).toHaveValue("", { timeout: 500 });
  }).toPass();
  await expect(rowsOf(page)).toHaveCount(3);
  await field.click();
  const recent = menu.getByRole("group", { name: "Recent" });
  await expect(recent.getByRole("option")).toHaveText(["is:unresolved level:error"]);
  await recent.getByRole("option").click();
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(field).toHaveValue("is:unresolved level:error");
});

test("the function and the file of a stack trace's line find its issue", async ({ page }) => {
  await fieldOf(page).fill("chargeCard /srv/shop/src/chargeCard.js");
  await page.keyboard.press("Enter");
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText("TypeError");
});

test("a tag offers its own values with their counts, and can be excluded", async ({ page }) => {
  const field = fieldOf(page);
  await field.click();
  await page.keyboard.type("!plan:");
  const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await expect(options).toHaveText([/^pro.*2/, /^free.*1/]);
  await options.first().click();
  await expect(field).toHaveValue("!plan:pro ");
  await page.keyboard.press("Enter");
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText("TypeError");
});

test("a broken query says where, and what was found before stays", async ({ page }) => {
  const field = fieldOf(page);
  await field.fill("plan:pro");
  await page.keyboard.press("Enter");
  await expect(rowsOf(page)).toHaveCount(2);

  await field.fill("plan:pro firstSeen:sometimes");
  await page.keyboard.press("Enter");
  const note = page.getByRole("alert").filter({ hasText: "Character" });
  await expect(note).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator(".qb-paint .bad")).toHaveText("sometimes");
  await expect(rowsOf(page)).toHaveCount(2);
  expect(queryOf(page)).toBe("plan:pro");

  await note.getByRole("button", { name: "Character 20" }).click();
  await page.keyboard.type("-24h");
  await page.keyboard.press("Enter");
  await expect(note).toBeHidden();
  await expect.poll(() => queryOf(page)).toBe("plan:pro firstSeen:-24h");
  await expect(rowsOf(page)).toHaveCount(2);
});

test("a mistyped name is put right with one click", async ({ page }) => {
  const field = fieldOf(page);
  await field.fill("levle:warning");
  await page.keyboard.press("Enter");
  const note = page.getByRole("alert").filter({ hasText: "levle" });
  await expect(note).toContainText("Did you mean");
  await expect(rowsOf(page)).toHaveCount(0);
  await note.getByRole("button", { name: "level", exact: true }).click();
  await expect(field).toHaveValue("level:warning");
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText("Stock is low");
});

test("a query that nothing answers says so, and what is typed is never more than text", async ({ page }) => {
  await fieldOf(page).fill('message:"<img src=x onerror=alert(1)>"');
  await page.keyboard.press("Enter");
  await expect(page.getByText("No issues match")).toBeVisible();
  await expect(page.locator("main img")).toHaveCount(0);
  await page.getByRole("button", { name: "Remove the query" }).click();
  await expect(rowsOf(page)).toHaveCount(3);
  await expect(fieldOf(page)).toHaveValue("");
});
