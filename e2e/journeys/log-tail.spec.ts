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

/** How far the lines are from the end of their box, in pixels. */
const toEnd = (page: Page) =>
  page.locator(".lscroll").evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));
const topOf = (page: Page, text: string) =>
  line(page, text).evaluate((row) => Math.round(row.getBoundingClientRect().top));

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
  await expect(page.getByRole("row").last()).toContainText("in the pause 3");
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

test("the newest is last and followed; who scrolls up reads in peace, catches up, and keeps the place when the tail ends", async ({
  page,
  request,
}) => {
  const numbered = (from: number, count: number) =>
    sendLines(
      request,
      project,
      Array.from({ length: count }, (_, n) => ({
        message: `step ${String(from + n).padStart(3, "0")}`,
        time: new Date(Date.now() - 60_000 + from + n).toISOString(),
      })),
    );
  await numbered(0, 120);
  await page.goto(`/logs?project=${project.slug}`);
  await expect(line(page, "step 119")).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("step 119");
  await page.keyboard.press("l");
  await expect(status(page, "Live")).toBeVisible();
  await expect(page.getByRole("row").last()).toContainText("step 119");
  await expect.poll(() => toEnd(page)).toBeLessThanOrEqual(2);

  await numbered(120, 60);
  await expect(line(page, "step 179")).toBeInViewport();
  await expect.poll(() => toEnd(page)).toBeLessThanOrEqual(2);

  // Up a little: what is read stays where it is, and what comes is counted.
  await page.locator(".lscroll").hover();
  await page.mouse.wheel(0, -240);
  await expect(status(page, "Paused")).toBeVisible();
  await expect.poll(() => toEnd(page)).toBeGreaterThan(200);
  const read = await topOf(page, "step 160");
  await numbered(180, 90);
  await expect(page.getByRole("button", { name: "90 new lines" })).toBeVisible();
  expect(await topOf(page, "step 160")).toBe(read);

  // Read on to the end: what waited lies below, and nothing moved.
  await page.mouse.wheel(0, 1000);
  await expect(line(page, "step 180")).toHaveCount(1);
  await expect(line(page, "step 179")).toBeInViewport();
  await expect(status(page, "Paused")).toBeVisible();
  await page.keyboard.press(".");
  await expect(line(page, "step 269")).toBeInViewport();
  await expect(status(page, "Live")).toBeVisible();
  await expect.poll(() => toEnd(page)).toBeLessThanOrEqual(2);

  // Without the tail the newest is first, and the line that was read stands where it stood.
  await page.mouse.wheel(0, -1200);
  await expect(status(page, "Paused")).toBeVisible();
  await expect(line(page, "step 210")).toBeInViewport();
  const top = await page.locator("[data-line]").evaluateAll((rows) => {
    const edge = rows[0]?.closest(".lscroll")?.getBoundingClientRect().top ?? 0;
    const first = rows.find((row) => row.getBoundingClientRect().bottom > edge + 28);
    return { text: first?.textContent ?? "", top: Math.round(first?.getBoundingClientRect().top ?? 0) };
  });
  const name = /step \d+/.exec(top.text)?.[0] ?? "";
  await page.keyboard.press("l");
  await expect(page.locator(".ltail")).toHaveCount(0);
  await expect(line(page, name)).toBeInViewport();
  // Places are fractions of pixels.
  expect(Math.abs((await topOf(page, name)) - top.top)).toBeLessThanOrEqual(1);
  await page.locator(".lscroll").evaluate((box) => box.scrollTo(0, 0));
  await expect(page.getByRole("row").nth(1)).toContainText("step 269");
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
