import { expect, test } from "@playwright/test";
import { pressUntil } from "../fixtures/press-until";
import { createProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";
import { untilChanged } from "../fixtures/until-changed";

test("the rows of the list are in the page as it comes, not behind a frame that streams first", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "First paint");
  await sendEvent(request, project.dsn, makeError("TypeError", "seen at once", "chargeCard"));
  const html = await (await page.request.get(`/issues?project=${project.slug}`)).text();
  expect(html).toContain("seen at once");
  // React's mark for what it puts in place later.
  expect(html).not.toContain('<template id="B:');
});

test("a new error announces itself and waits until it is let in", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Live");
  await sendEvent(request, project.dsn, makeError("TypeError", "first", "chargeCard"));
  await page.goto(`/issues?project=${project.slug}`);
  const rows = page.getByRole("row").filter({ has: page.getByRole("gridcell") });
  await expect(rows).toHaveCount(1);

  await sendEvent(request, project.dsn, makeError("RangeError", "second", "turnPage"));
  const pill = page.getByRole("button", { name: /1 new/ });
  await expect(pill).toBeVisible();
  await expect(rows).toHaveCount(1);
  await pill.click();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("RangeError");
});

test("a resolved issue leaves, comes back by undo, and returns as a regression with its next event", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Resolve");
  await sendEvent(request, project.dsn, makeError("RangeError", "stays", "turnPage"));
  await sendEvent(request, project.dsn, makeError("TypeError", "boom", "chargeCard"));
  await page.goto(`/issues?project=${project.slug}`);
  const row = page.getByRole("row").filter({ hasText: "TypeError" });
  await expect(row).toBeVisible();

  await pressUntil(page, "j", () => expect(row).toHaveClass(/cur/, { timeout: 500 }));
  await page.keyboard.press("e");
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(row).toBeVisible();

  await row.getByRole("checkbox").check();
  // The row leaves at once; the event must find the issue resolved.
  const resolve = page.getByRole("toolbar").getByRole("button", { name: /^Resolve(?! in)/ });
  await untilChanged(page, () => resolve.click());
  await expect(row).toBeHidden();
  await sendEvent(request, project.dsn, makeError("TypeError", "boom", "chargeCard"));
  await page.getByRole("button", { name: /1 new/ }).click();
  await expect(row).toContainText("Regressed");
});

test("a reader narrows the list by text, level and environment, and the address keeps the view", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Filters");
  await sendEvent(request, project.dsn, makeError("TypeError", "100% of_carts", "chargeCard"));
  await sendEvent(request, project.dsn, {
    message: "Stock is low",
    level: "warning",
    environment: "staging",
  });
  await page.goto(`/issues?project=${project.slug}`);
  const rows = page.getByRole("row").filter({ has: page.getByRole("gridcell") });
  await expect(rows).toHaveCount(2);

  await pressUntil(page, "/", () =>
    expect(page.getByRole("combobox", { name: "Search issues" })).toBeFocused({ timeout: 500 }),
  );
  await page.keyboard.type("100% OF_");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("TypeError");
  await page.reload();
  await expect(rows).toHaveCount(1);

  await page.goto(`/issues?project=${project.slug}&env=staging`);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Stock is low");
});
