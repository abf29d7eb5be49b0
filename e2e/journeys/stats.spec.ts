import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { ProjectStats } from "@/lib/stats/schemas";
import { checkBarriers } from "../fixtures/check-barriers";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

let project: TestProject;

/** Sends a body as it is to the envelope's or the store's door, and says what came back. */
async function sendRaw(request: APIRequestContext, door: string, data: string | Buffer): Promise<number> {
  const { username: key, pathname, origin } = new URL(project.dsn);
  const answer = await request.post(`${origin}/api${pathname}/${door}/?sentry_key=${key}`, {
    headers: { "content-type": "application/octet-stream" },
    data,
  });
  return answer.status();
}

async function readStats(request: APIRequestContext, category = "all"): Promise<ProjectStats> {
  const answer = await request.get(`/api/v1/projects/${project.slug}/stats?period=24h&category=${category}`);
  return (await answer.json()) as ProjectStats;
}

// 3 accepted, 2 duplicates, 2 that are no JSON, 1 too large, 1 session: 9 items.
test.beforeAll(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Figures");
  await sendEvent(request, project.dsn, makeError("TypeError", "boom", "chargeCard"));
  await sendEvent(request, project.dsn, { message: "Stock is low", level: "warning" });
  const twice = { ...makeError("RangeError", "far", "ship"), event_id: "ab".repeat(16) };
  for (let i = 0; i < 3; i++) await sendEvent(request, project.dsn, twice);
  expect(await sendRaw(request, "store", "{ this is no JSON")).toBe(400);
  expect(await sendRaw(request, "store", '{"message":')).toBe(400);
  const large = JSON.stringify({ message: "large", extra: { blob: "x".repeat(1_100_000) } });
  expect(await sendRaw(request, "store", large)).toBe(413);
  expect(await sendRaw(request, "envelope", '{}\n{"type":"session"}\n{"status":"ok"}\n')).toBe(200);
  await expect.poll(async () => (await readStats(request)).receivedTotal).toBe(9);
});

/** The numbers of the legend by name. */
async function readLegend(page: Page): Promise<Record<string, number>> {
  const entries = await page
    .getByRole("group", { name: "Received: the sum of these" })
    .getByRole("button")
    .allTextContents();
  return Object.fromEntries(
    entries.map((text) => {
      const [, name = "", count = ""] = /^\s*([A-Za-z ]+?)\s*([\d,]+)/.exec(text) ?? [];
      return [name, Number(count.replaceAll(",", ""))];
    }),
  );
}

test("everything that was sent is in exactly one part of the chart, and the parts sum up", async ({
  page,
  request,
}) => {
  await page.goto(`/projects/${project.slug}/stats?period=24h&category=all`);
  await expect(page.getByRole("heading", { name: "Received 9" })).toBeVisible();
  expect(await readLegend(page)).toEqual({ Accepted: 3, Duplicates: 2, Invalid: 3, Unsupported: 1 });
  const { received, outcomes } = await readStats(request);
  for (const [step, all] of received.entries()) {
    expect(outcomes.reduce((sum, { counts }) => sum + (counts[step] ?? 0), 0)).toBe(all);
  }
  const table = page.getByRole("region", { name: "What became of it" }).getByRole("table");
  await expect(table.getByRole("row", { name: /^Invalid invalid_json .*not JSON.* 2 22%$/ })).toBeVisible();
  await expect(table.getByRole("row", { name: /^Invalid too_large .*1 MiB.* 1 11%$/ })).toBeVisible();
  await expect(table.getByRole("row", { name: /^Received 9 100%$/ })).toBeVisible();
});

test("errors alone come first; the choice is in the address, and a reload keeps it", async ({ page }) => {
  await page.goto(`/projects/${project.slug}`);
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Stats" }).click();
  await expect(page.getByRole("heading", { name: "Received 8" })).toBeVisible();
  await page.getByRole("combobox", { name: "Category" }).click();
  await page.getByRole("option", { name: /^All categories/ }).click();
  await page.getByRole("combobox", { name: "Period" }).click();
  await page.getByRole("option", { name: "14 days" }).click();
  await page.getByRole("button", { name: /^Accepted/ }).click();
  await expect(page).toHaveURL(/period=14d/);
  await expect(page).toHaveURL(/category=all/);
  await expect(page).toHaveURL(/hide=accepted/);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Received 9" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Accepted/ })).toHaveAttribute("aria-pressed", "false");
});

test("a keyboard reads the chart bar by bar, and a table holds the same numbers", async ({ page }) => {
  // Whole days: the events above may lie on both sides of a full hour.
  await page.goto(`/projects/${project.slug}/stats?period=90d`);
  const cursor = page.getByRole("slider", { name: "Values over time" });
  await expect(cursor).toHaveAttribute(
    "aria-valuetext",
    /8 received so far, 3 accepted, 2 duplicates, 3 invalid/,
  );
  await page.getByRole("button", { name: "Chart options" }).click();
  await page.getByRole("menuitem", { name: "Show as table" }).click();
  const chart = page.getByRole("region", { name: "Received 8" });
  await expect(chart.getByRole("row")).toHaveText([/^TimeReceivedAcceptedDuplicatesInvalid$/, /8323$/]);
});

test("one key can be looked at alone, and a project that received nothing says what is next", async ({
  page,
  request,
  baseURL,
}) => {
  const quiet = await createProject(request, baseURL ?? "", "Quiet figures");
  await page.goto(`/projects/${project.slug}/stats?period=24h`);
  await page.getByRole("region", { name: /^Keys/ }).getByRole("button", { name: "Default" }).click();
  await expect(page).toHaveURL(/key=[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "Received 8" })).toBeVisible();
  await page.goto(`/projects/${quiet.slug}/stats`);
  await expect(page.getByRole("heading", { name: "Nothing received in this period" })).toBeVisible();
  await page.getByRole("link", { name: "Connect an SDK" }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${quiet.slug}/connect$`));
});

test("a project without dead letters says so, and nobody reaches those of another address", async ({
  page,
  request,
}) => {
  await page.goto(`/projects/${project.slug}/stats/dead-letters`);
  await expect(page.getByRole("heading", { name: "No dead letters" })).toBeVisible();
  for (const path of ["stats", "dead-letters", `dead-letters/${"a".repeat(32)}/json`]) {
    expect((await request.get(`/api/v1/projects/nothing-here/${path}`)).status(), path).toBe(404);
  }
  const missing = await request.get(`/api/v1/projects/${project.slug}/dead-letters/${"a".repeat(32)}/json`);
  expect(missing.status()).toBe(404);
});

for (const path of ["stats?period=24h&category=all", "stats/dead-letters"]) {
  test(`${path} is free of barriers, in both themes, on a desk and on a phone`, async ({ page }) => {
    await checkBarriers(page, `/projects/${project.slug}/${path}`);
  });
}
