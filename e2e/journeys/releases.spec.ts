import { readFile } from "node:fs/promises";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

const HOSTILE = "a/../b %2F?x#é";

async function send(
  request: APIRequestContext,
  project: TestProject,
  event: object,
  release: string,
  times = 1,
) {
  for (let sent = 0; sent < times; sent++) await sendEvent(request, project.dsn, { ...event, release });
}

async function report(request: APIRequestContext, baseURL: string, path: string, data: object) {
  const headers = { origin: baseURL, "sec-fetch-site": "same-origin" };
  const answer = await request.post(`/api/v1/releases${path}`, { headers, data });
  expect(answer.status(), await answer.text()).toBe(200);
}

const idOf = async (project: TestProject, type: string, of: number) =>
  (await project.issues(of)).find((row) => row.type === type)?.shortId ?? "";

const rowOf = (page: Page, version: string) => page.getByRole("row").filter({ hasText: version });

test("two releases: the list, adoption, the page of one, and where an issue was seen", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Two releases");
  const charge = makeError("TypeError", "no card", "chargeCard");
  await send(request, project, charge, "shop@1.9.0", 1);
  await send(request, project, makeError("RangeError", "no page", "turnPage"), "shop@1.10.0", 2);
  await send(request, project, charge, "shop@1.10.0", 1);
  await report(request, baseURL ?? "", "", {
    project: project.slug,
    version: "shop@1.10.0",
    commits: [
      { id: "c0ffee11", message: "Say less", files: ["README.md"] },
      {
        id: "c0ffee22",
        repository: "https://git.example/shop",
        authorName: "Ada",
        message: "Turn pages\n\nAt last.",
        files: ["src/turnPage.js"],
      },
    ],
  });
  const path = `/${project.slug}/${encodeURIComponent("shop@1.10.0")}`;
  await report(request, baseURL ?? "", `${path}/deploys`, { environment: "production" });
  const turn = await idOf(project, "RangeError", 2);

  await page.goto("/issues");
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await expect(page).toHaveURL(/\/releases/, { timeout: 1_000 });
  }).toPass();
  await page.goto(`/releases?project=${project.slug}&sort=version`);
  const rows = page.getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText("shop@1.10.0");
  await expect(rowOf(page, "shop@1.10.0")).toContainText("75%");
  await expect(rowOf(page, "shop@1.10.0")).toContainText("production");
  await expect(rowOf(page, "shop@1.9.0")).toContainText("25%");

  await page.getByLabel("Search by version").fill("1.9");
  await page.getByLabel("Search by version").press("Enter");
  await expect(rows).toHaveCount(1);
  await page.goBack();
  await rowOf(page, "shop@1.10.0").getByRole("link", { name: "shop@1.10.0" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("shop@1.10.0");
  const brought = page.getByRole("region", { name: "New issues" });
  await expect(brought.getByRole("link", { name: /RangeError/ })).toBeVisible();
  await expect(brought.getByRole("link", { name: /TypeError/ })).toBeHidden();
  await expect(page.getByRole("region", { name: "All issues seen in it" }).getByRole("listitem")).toHaveCount(
    2,
  );
  const commits = page.getByRole("region", { name: "Commits" });
  await expect(commits.getByRole("link", { name: "c0ffee22" })).toHaveAttribute(
    "href",
    "https://git.example/shop/commit/c0ffee22",
  );
  await expect(page.getByRole("region", { name: "Deploys" })).toContainText("production");
  await expect(page.getByRole("img", { name: /Of 4 events .* 3 \(75%\) come from this one/ })).toHaveCount(1);
  await page.getByRole("link", { name: "Older release" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("shop@1.9.0");

  await page.goto(`/issues/${turn}`);
  const rail = page.getByRole("complementary", { name: "Issue details" });
  await expect(rail.getByText("Only shop@1.10.0.")).toBeVisible();
  await expect(rail.getByRole("region", { name: "Suspect commit" })).toContainText("Turn pages");
  await expect(rail.getByRole("region", { name: "Suspect commit" })).toContainText("src/turnPage.js");
});

test("a release keeps its name and its page, whatever it is called", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Odd names");
  for (const release of [HOSTILE, "x".repeat(200)]) await send(request, project, { message: "odd" }, release);
  await project.issues(1);
  await page.goto(`/releases?project=${project.slug}`);
  await page.getByRole("link", { name: HOSTILE }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(HOSTILE);
  await expect(
    page.getByRole("region", { name: "New issues" }).getByRole("link", { name: /odd/ }),
  ).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(HOSTILE);
  await page.getByRole("link", { name: "New issues in the issue list" }).click();
  await expect(page.getByRole("row").filter({ hasText: "odd" })).toBeVisible();
});

test("an issue's events are searched, shown with a tag, and exported", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Many events");
  const event = makeError("TypeError", "=1+1", "chargeCard");
  for (let n = 0; n < 60; n++) {
    await sendEvent(request, project.dsn, {
      ...event,
      environment: n % 3 ? "production" : "staging",
      tags: { plan: n === 7 ? "gold" : "free" },
    });
  }
  const shortId = await idOf(project, "TypeError", 1);
  await page.goto(`/issues/${shortId}`);
  await page.getByRole("link", { name: "All events as a table" }).click();
  const rows = page.getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows).toHaveCount(50);
  await page.getByRole("button", { name: "Show older" }).click();
  await expect(rows).toHaveCount(60);

  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "plan" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "plan" })).toBeVisible();
  await expect(page).toHaveURL(/columns=plan/);
  const search = page.getByLabel("Search the events of this issue");
  await search.fill("plan:");
  await page.getByRole("option", { name: "gold" }).click();
  await expect(search).toHaveValue("plan:gold ");
  await search.pressSequentially("environment:production");
  await search.press("Enter");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("gold");
  await expect(page.getByText("All 60 stored events were searched.")).toBeVisible();
  await search.fill("level:loud");
  await search.press("Enter");
  await expect(page.getByRole("button", { name: "Character 7" })).toBeVisible();
  await expect(rows).toHaveCount(1);
  await search.fill("plam:gold");
  await search.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Did you mean plan?" })).toBeVisible();

  await page.goto(`/issues/${shortId}/events?columns=plan`);
  const load = async (name: string) => {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };
  const csv = await load("CSV, as this table");
  expect(csv.name).toBe(`${shortId}-events.csv`);
  const lines = csv.text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(61);
  expect(lines[0]).toBe("id,time,received,level,release,environment,user,message,culprit,plan");
  expect(lines.filter((line) => line.endsWith(",gold"))).toHaveLength(1);
  const json = await load("NDJSON, whole events");
  expect(json.name).toBe(`${shortId}-events.ndjson`);
  const events = json.text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { event_id: string });
  expect(new Set(events.map((one) => one.event_id)).size).toBe(60);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(rows.first().getByRole("link")).toBeInViewport();
  await rows.first().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/issues/${shortId}/events/[0-9a-f]{32}`));
});

test("a hidden environment leaves the pickers", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Hidden env");
  await send(request, project, { message: "here", environment: "ci" }, "1.0.0");
  await project.issues(1);
  await page.goto(`/projects/${project.slug}/settings`);
  const isHidden = page.waitForResponse((response) => response.request().method() === "PATCH");
  await page.getByRole("switch", { name: "ci" }).click();
  await expect(page.getByRole("switch", { name: "ci" })).not.toBeChecked();
  expect((await isHidden).ok()).toBe(true);
  await page.goto(`/issues?project=${project.slug}`);
  await expect(page.getByRole("row").filter({ hasText: "here" })).toBeVisible();
  await page.getByLabel("Environment").click();
  await expect(page.getByRole("option", { name: "All envs" })).toBeVisible();
  await expect(page.getByRole("option", { name: "ci" })).toBeHidden();
});

test("the pages are free of barriers, in both themes, on a desk and on a phone", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  const project = await createProject(request, baseURL ?? "", "Reachable releases");
  await checkBarriers(page, `/releases?project=${project.slug}&query=none`);
  await send(request, project, makeError("TypeError", "no card", "chargeCard"), "shop@1.0.0", 2);
  const shortId = await idOf(project, "TypeError", 1);
  await checkBarriers(page, `/releases?project=${project.slug}`);
  await checkBarriers(page, `/releases/${project.slug}/shop%401.0.0`);
  await checkBarriers(page, `/issues/${shortId}/events`);
});
