import { expect, type Page, test } from "@playwright/test";
import { expectNoBarriers } from "../fixtures/expect-no-barriers";
import { createProject, type TestProject } from "../fixtures/project";
import { sendLines } from "../fixtures/send-lines";

let project: TestProject;
test.beforeEach(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Live logs");
});

const line = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const status = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

test("a tail with a filter shows what matches out of a burst, stands still on request, and ends with the page", async ({
  page,
  request,
}) => {
  await sendLines(request, project, [{ level: "error", message: "from before" }]);
  await page.goto(`/logs?project=${project.slug}&query=level:error`);
  await expect(line(page, "from before")).toBeVisible();
  await page.getByRole("switch", { name: "Live tail" }).click();
  await expect(page).toHaveURL(/live=true/);
  await expect(status(page, "Live")).toBeVisible();

  // 5,000 lines, of which 20 are errors; meanwhile somebody uses the page.
  const burst = Promise.all(
    Array.from({ length: 10 }, (_, batch) =>
      sendLines(
        request,
        project,
        Array.from({ length: 500 }, (_, n) => ({
          level: n % 250 === 7 ? "error" : "info",
          message: n % 250 === 7 ? `failure ${batch}-${n}` : `fine ${batch}-${n}`,
          host: `web-${n % 3}`,
        })),
      ),
    ),
  );
  await page.getByRole("button", { name: "Wrap" }).click();
  await expect(page.getByRole("button", { name: "Wrap" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Wrap" }).click();
  await burst;
  // A machine that is too busy to look at every line says how many it left out.
  const failures = page.getByRole("row").filter({ hasText: "failure" });
  const leftOut = page.locator(".ltail").getByText(/not shown|could not be read/);
  await expect(async () => {
    if ((await leftOut.count()) === 0) expect(await failures.count()).toBe(20);
    else expect(await failures.count()).toBeGreaterThan(0);
  }).toPass();
  await expect(page.getByText(/fine \d/)).toHaveCount(0);
  await expect(line(page, "from before")).toHaveCount(1);

  // Paused: nothing moves, what comes is counted and shown when it is asked for.
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(status(page, "Paused")).toBeVisible();
  await sendLines(
    request,
    project,
    [1, 2, 3].map((n) => ({ level: "error", message: `in the pause ${n}` })),
  );
  await expect(page.getByRole("button", { name: "3 new lines" })).toBeVisible();
  await expect(line(page, "in the pause")).toHaveCount(0);
  await page.keyboard.press(".");
  await expect(line(page, "in the pause")).toHaveCount(3);
  await expect(page.getByRole("row").nth(1)).toContainText("in the pause 3");
  await expect(status(page, "Live")).toBeVisible();

  // Whoever reads a line is left in peace; the line can be opened as any other.
  await line(page, "in the pause 1").click();
  await expect(status(page, "Paused")).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Fields/ })).toBeVisible();

  const ended = page.waitForEvent("requestfailed", (one) => one.url().includes("/logs/tail"));
  await page
    .getByRole("navigation", { name: "Sections" })
    .getByRole("link", { name: /^Issues/ })
    .click();
  await ended;
  await expect(page).toHaveURL(/\/issues/);
});

test("a table cannot be followed, and the tail says so; it is free of barriers", async ({
  page,
  request,
}) => {
  await page.goto(`/logs?project=${project.slug}&live=true&query=${encodeURIComponent("| stats count()")}`);
  await expect(page.getByText(/stats makes a table of them/)).toBeVisible();
  await expectNoBarriers(page, async () => {
    await page.goto(`/logs?project=${project.slug}&live=true`);
    await expect(status(page, "Live")).toBeVisible();
    await sendLines(request, project, [{ level: "warning", message: "hello", host: "web-1" }]);
    await expect(line(page, "hello").first()).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, "how far the page scrolls sideways").toBeLessThanOrEqual(0);
  });
});
