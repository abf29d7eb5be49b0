import { expect, test } from "@playwright/test";
import type { IssueDetail } from "@/lib/issues/schemas";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";
import { sendLines } from "../fixtures/send-lines";

let project: TestProject;
test.beforeEach(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Errors and logs");
});

test("from an error to the lines of its trace, to all of them, and from a line back to the error", async ({
  page,
  request,
}) => {
  const trace = project.dsn
    .slice(-40)
    .replaceAll(/[^0-9a-f]/g, "")
    .padStart(32, "7")
    .slice(0, 32);
  const start = Date.now() - 60_000;
  const line = (ms: number, level: string, service: string, message: string) => ({
    time: new Date(start + ms).toISOString(),
    level,
    service,
    message,
    host: "web-1",
    trace_id: trace,
  });
  await sendLines(request, project, [
    line(0, "info", "shop", "checkout submit cart=c_81fe02"),
    line(900, "warning", "coupons", "slow lookup took=909ms"),
    line(1500, "error", "shop", "order draft abandoned"),
    { ...line(950, "info", "shop", "of another request"), trace_id: "f".repeat(32) },
  ]);
  await sendEvent(request, project.dsn, {
    ...makeError("TypeError", "percentOff of undefined", "applyCoupon"),
    timestamp: (start + 1000) / 1000,
    contexts: { trace: { trace_id: trace, span_id: "0011223344556677" } },
  });
  const [issue] = await project.issues(1);
  const shortId = issue?.shortId ?? "";

  await page.goto(`/issues/${shortId}`);
  await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "Logs" }).click();
  const logs = page.getByRole("region", { name: /^Logs in this trace/ });
  await expect(logs.getByRole("heading", { level: 2, name: /3 lines, 2 services/ })).toBeVisible();
  await expect(logs.getByRole("listitem")).toContainText([
    "checkout submit",
    "slow lookup",
    "This event",
    "order draft abandoned",
  ]);
  await logs.getByRole("button", { name: /slow lookup/ }).click();
  await expect(logs.getByRole("list", { name: "Issues of this line" })).toContainText(shortId);

  await logs.getByRole("link", { name: "Open in Logs" }).click();
  await expect(page).toHaveURL(new RegExp(`/logs\\?.*trace.*${trace}`));
  await expect(page.locator("[data-line]")).toHaveCount(3);
  await page.getByRole("row").filter({ hasText: "order draft abandoned" }).click();
  await page.getByRole("list", { name: "Issues of this line" }).getByRole("link", { name: shortId }).click();
  await expect(page).toHaveURL(new RegExp(`/issues/${shortId}/events/`));
  await expect(page.getByRole("heading", { level: 1, name: "TypeError" })).toBeVisible();
});

test("a pattern becomes an issue that counts the lines which come after", async ({ page, request }) => {
  const send = (count: number) =>
    sendLines(
      request,
      project,
      Array.from({ length: count }, (_, index) => ({
        level: "error",
        service: "orders",
        host: `db-${index}`,
        message: `pool exhausted waiting=${index * 7} max=60`,
      })),
    );
  await send(3);
  await sendLines(request, project, [{ level: "info", message: "listening" }]);
  await page.goto(`/logs?project=${project.slug}&tab=patterns`);
  await page.getByRole("button", { name: /pool exhausted/ }).hover();
  await page.getByRole("button", { name: "Make an issue of this pattern" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Make an issue of this pattern" });
  await expect(dialog).toContainText("pool exhausted waiting=num max=num");
  await expect(dialog).toContainText("in Errors and logs");
  await dialog.getByRole("button", { name: "Make the issue" }).click();
  await page
    .getByRole("status")
    .getByRole("link", { name: /^Open / })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("pool exhausted waiting=<num> max=<num>");
  await expect(page.getByText("Log pattern", { exact: true })).toBeVisible();

  const [row] = await project.issues(1);
  const count = async () => {
    const answer = await request.get(`/api/v1/issues/${row?.shortId}`);
    return ((await answer.json()) as IssueDetail).eventCount;
  };
  expect(await count()).toBe(1);
  await send(4);
  await expect.poll(count).toBe(5);
  await send(2);
  await expect.poll(count).toBe(7);
  await page.reload();
  await expect(page.getByRole("definition").filter({ hasText: /^7$/ })).toBeVisible();
  const logs = page.getByRole("region", { name: /^Logs/ });
  await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "Logs" }).click();
  await expect(logs).toContainText("This issue counts lines of a log");
  await logs.getByRole("link", { name: "All lines" }).click();
  await expect(page.locator("[data-line]")).toHaveCount(9);
});
