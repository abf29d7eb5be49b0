import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { MergeResult } from "@/lib/issues/merge-schemas";
import { makeStackError } from "../fixtures/make-stack-error";
import { createProject, type TestProject } from "../fixtures/project";
import { pressUntil } from "../fixtures/press-until";
import { makeError, sendEvent } from "../fixtures/send-events";

const rowsOf = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("gridcell") });

async function send(request: APIRequestContext, project: TestProject, event: object, times: number) {
  for (let sent = 0; sent < times; sent++) await sendEvent(request, project.dsn, event);
}

async function idOf(project: TestProject, type: string, of: number): Promise<string> {
  return (await project.issues(of)).find((row) => row.type === type)?.shortId ?? "";
}

async function merge(request: APIRequestContext, baseURL: string, into: string, from: string[]) {
  const headers = { origin: baseURL, "sec-fetch-site": "same-origin" };
  const answer = await request.post("/api/v1/issues/merge", { headers, data: { into, from } });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as MergeResult;
}

const coupon = (code: string) => ({ message: `Coupon ${code} could not be redeemed`, level: "warning" });

const eventsOf = async (project: TestProject, issues: number) =>
  Object.fromEntries((await project.issues(issues)).map((row) => [row.type, row.eventCount]));

test("two issues are merged in the list, and are two again after Undo", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Merge in the list");
  await send(request, project, makeError("TypeError", "no card", "chargeCard"), 2);
  await send(request, project, makeError("RangeError", "no page", "turnPage"), 3);
  const charge = await idOf(project, "TypeError", 2);
  const turn = await idOf(project, "RangeError", 2);

  await page.goto(`/issues?project=${project.slug}`);
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(2);
  await page.getByLabel(`Select ${charge}`).check();
  const bar = page.getByRole("toolbar");
  await expect(bar.getByRole("button", { name: "Merge" })).toBeHidden();
  await page.getByLabel(`Select ${turn}`).check();
  await expect(bar.getByRole("button", { name: "Merge" })).toBeVisible();
  const dialog = page.getByRole("dialog", { name: "Merge 2 issues" });
  await pressUntil(page, "m", () => expect(dialog).toBeVisible({ timeout: 500 }));
  await expect(dialog.getByRole("radio", { name: turn })).toBeChecked();
  await dialog.getByRole("radio", { name: charge }).check();
  await dialog.getByRole("button", { name: `Merge into ${charge}` }).click();

  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(charge);
  await expect(rows.first().locator(".c-ev")).toHaveText("5");
  const undo = page.getByRole("status").filter({ hasText: `Merged ${turn} into ${charge}` });
  await undo.getByRole("button", { name: "Undo" }).click();
  await expect(rows).toHaveCount(2);
  await expect.poll(() => eventsOf(project, 2)).toEqual({ TypeError: 2, RangeError: 3 });
  await page.reload();
  await expect(rows).toHaveCount(2);
});

test("issues of different projects cannot be merged, and the list says why", async ({
  page,
  request,
  baseURL,
}) => {
  const first = await createProject(request, baseURL ?? "", "Apart one");
  const second = await createProject(request, baseURL ?? "", "Apart two");
  await send(request, first, makeError("TypeError", "no card", "chargeCard"), 1);
  await send(request, second, makeError("TypeError", "no card", "chargeCard"), 1);

  await page.goto(`/issues?project=${first.slug},${second.slug}`);
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(2);
  for (const row of await rows.all()) await row.getByRole("checkbox").check();
  const button = page.getByRole("toolbar").getByRole("button", { name: "Merge" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await button.hover();
  await expect(page.getByRole("tooltip")).toContainText("Issues of different projects stay apart");
  await button.click({ force: true });
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a similar issue is merged from its panel, and taken out again by its hash", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Similar");
  const path = ["listen", "handle", "checkout", "priceCart"];
  await send(request, project, makeStackError("TypeError", "sum is missing", [...path, "sumUp"]), 3);
  await send(request, project, makeStackError("TypeError", "part is missing", [...path, "addUp"]), 2);
  await send(request, project, { message: "Stock is low", level: "warning" }, 1);
  const issues = await project.issues(3);
  const sum = issues.find((row) => row.function === "sumUp")?.shortId ?? "";
  const add = issues.find((row) => row.function === "addUp")?.shortId ?? "";

  await page.goto(`/issues/${sum}`);
  const similar = page.getByRole("region", { name: "Similar issues" });
  await similar.scrollIntoViewIfNeeded();
  const row = similar.getByRole("listitem").filter({ hasText: add });
  await expect(row).toContainText("part is missing");
  await expect(similar).not.toContainText("Stock is low");
  await row.getByText("shared frames").click();
  await expect(row.getByText(/^priceCart/)).toBeVisible();
  await row.getByRole("button", { name: `Merge ${add} into ${sum}` }).click();
  await expect(page.getByRole("status").filter({ hasText: `Merged ${add} into ${sum}` })).toBeVisible();
  await expect(row).toHaveCount(0);

  const rail = page.getByRole("complementary", { name: "Issue details" });
  await expect(rail.getByRole("heading", { name: "2 fingerprints" })).toBeVisible();
  await expect(page.locator(".stats dd").first()).toHaveText("5");
  const merged = rail.getByRole("listitem").filter({ hasText: `came from ${add}` });
  await merged.getByRole("checkbox").check();
  await rail.getByRole("button", { name: "Unmerge 1 fingerprint" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText(`2 stored events move to ${add}`);
  await question.getByRole("button", { name: "Unmerge" }).click();
  const done = page.getByRole("status").filter({ hasText: `${add} is back` });
  await done.getByRole("link", { name: `Open ${add}` }).click();
  await expect(page).toHaveURL(`/issues/${add}`);
  await expect(page.locator(".it-msg")).toHaveText("part is missing");
  await expect(page.locator(".stats dd").first()).toHaveText("2");
  await expect
    .poll(async () => (await project.issues(3)).find((issue) => issue.shortId === sum)?.eventCount)
    .toBe(3);
});

test("the address of a merged issue, and of its event, leads to where it went", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Signpost");
  await send(request, project, makeError("TypeError", "no card", "chargeCard"), 1);
  const old = makeError("RangeError", "no page", "turnPage");
  const eventId = await sendEvent(request, project.dsn, old);
  const into = await idOf(project, "TypeError", 2);
  const from = await idOf(project, "RangeError", 2);
  await merge(request, baseURL ?? "", into, [from]);

  await page.goto(`/issues/${from.toLowerCase()}?window=90d`);
  await expect(page).toHaveURL(`/issues/${into}?window=90d&merged=${from}`);
  const notice = page.getByText(`${from} was merged into this issue, ${into}.`);
  await expect(notice).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("TypeError");

  await page.goto(`/issues/${from}/events/${eventId}`);
  await expect(page).toHaveURL(`/issues/${into}/events/${eventId}?merged=${from}`);
  await expect(notice).toBeVisible();
  await expect(page.locator("#stack")).toContainText("turnPage");

  // What an address claims is believed only when it is so.
  await page.goto(`/issues/${into}?merged=NO-1`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("TypeError");
  await expect(page.getByText("was merged into this issue")).toHaveCount(0);
});

async function splitByCoupon(request: APIRequestContext, project: TestProject): Promise<string> {
  for (const code of ["NOVEMBER", "WELCOME", "FRIENDS"]) await send(request, project, coupon(code), 1);
  return (await project.issues(3))[0]?.shortId ?? "";
}

const suggestionOn = (page: Page) =>
  page.getByRole("region", { name: "3 issues differ only in a value in the message" });

test("a changing value that splits an issue is ignored by one rule, and splits it again after Undo", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Split by a value");
  const shortId = await splitByCoupon(request, project);

  await page.goto(`/issues/${shortId}`);
  const card = suggestionOn(page);
  await expect(card.getByLabel("Suggested rule")).toHaveText(
    'message:"Coupon * could not be redeemed" -> coupon-could-not-be-redeemed',
  );
  await card.getByRole("button", { name: "Apply and merge" }).click();
  const done = page.getByRole("status").filter({ hasText: `Merged 2 issues into ${shortId}` });
  // Under the pointer the message stays.
  await done.hover();
  await expect(card).toBeHidden();
  await expect(page.locator(".stats dd").first()).toHaveText("3");
  await send(request, project, coupon("SUMMER"), 1);
  await expect.poll(async () => (await project.issues(1))[0]?.eventCount).toBe(4);
  await done.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".stats dd").first()).toHaveText("2");
  await project.issues(3);
});

test("a suggestion that was dismissed stays away", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Unwanted rule");
  const shortId = await splitByCoupon(request, project);

  await page.goto(`/issues/${shortId}`);
  await suggestionOn(page).getByRole("button", { name: "Dismiss" }).click();
  await expect(suggestionOn(page)).toBeHidden();
  const answered = page.waitForResponse((response) => response.url().endsWith("/suggestion"));
  await page.reload();
  await answered;
  await expect(page.getByRole("heading", { name: "1 fingerprint" })).toBeVisible();
  await expect(suggestionOn(page)).toBeHidden();
});
