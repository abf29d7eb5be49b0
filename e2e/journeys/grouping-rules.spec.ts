import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { GroupingView } from "@/lib/projects/grouping/schemas";
import { checkBarriers } from "../fixtures/check-barriers";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

const pathOf = (project: TestProject) => `/projects/${project.slug}/grouping`;
const fingerprints = (page: Page) => page.getByRole("textbox", { name: "Fingerprint rules" });
const stacks = (page: Page) => page.getByRole("textbox", { name: "Stack-trace rules" });
const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
const saveButton = (page: Page) => page.getByRole("button", { name: "Save rules" });

/** Sends two errors that are one problem, so often that each issue has `events`. */
async function sendTimeouts(request: APIRequestContext, { dsn }: TestProject, events: number) {
  for (let index = 0; index < events; index++) {
    await sendEvent(request, dsn, makeError("TimeoutError", `stock, try ${index}`, "fetchStock"));
    await sendEvent(request, dsn, makeError("TimeoutError", `mail, try ${index}`, "sendMail"));
  }
}

/** Sends the error until it ends in another issue than `known`: ingest learns of new rules within two seconds. */
async function sendUntilElsewhere(
  request: APIRequestContext,
  project: TestProject,
  error: object,
  known: string,
) {
  let shortId = known;
  await expect
    .poll(async () => {
      const id = await sendEvent(request, project.dsn, error);
      const answer = await request.get(`/events/${id}`, { maxRedirects: 0 });
      shortId = /\/issues\/([^/]+)/.exec(answer.headers().location ?? "")?.[1] ?? known;
      return shortId;
    })
    .not.toBe(known);
  return shortId;
}

test("somebody who disagrees with a grouping writes a rule, sees what it does, saves it and takes it back", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  const project = await createProject(request, baseURL ?? "", "Rules");
  await sendTimeouts(request, project, 3);
  await sendEvent(request, project.dsn, makeError("TypeError", "no card", "chargeCard"));
  const rows = await project.issues(3);
  const stock = rows.find(({ message }) => message.startsWith("stock"))?.shortId ?? "";
  const mail = rows.find(({ message }) => message.startsWith("mail"))?.shortId ?? "";

  await page.goto(`/projects/${project.slug}`);
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Grouping" }).click();
  await expect(preview(page)).toContainText("Matched 0 of the last 7 events");
  await expect(preview(page)).toContainText("This is how it is now.");

  await fingerprints(page).click();
  await page.keyboard.type("# one cause\nerror.tpye:TimeoutError -> slow-network");
  const error = page.getByRole("button", { name: "Line 2, column 1" });
  await expect(error).toBeVisible();
  await expect(page.getByText("did you mean error.type?")).toBeVisible();
  await expect(fingerprints(page)).toHaveAttribute("aria-invalid", "true");
  await expect(saveButton(page)).toBeDisabled();
  await expect(preview(page)).toContainText("Waiting for rules that can be read");

  // The error leads to its place; from there the word is typed anew.
  await error.click();
  await expect(fingerprints(page)).toBeFocused();
  await page.keyboard.press("Shift+End");
  await page.keyboard.type("error.type:TimeoutError -> slow-network");
  await expect(error).toBeHidden();
  await expect(preview(page)).toContainText("Matched 6 of the last 7 events");
  await expect(preview(page)).toContainText("They make 2 issues in place of 3.");
  const change = preview(page).getByRole("listitem").filter({ hasText: "Joined" });
  await expect(change.getByRole("list", { name: "Now" }).getByRole("listitem")).toHaveCount(2);
  await expect(change.getByRole("link", { name: stock })).toBeVisible();
  await expect(change.getByRole("link", { name: mail })).toBeVisible();
  await expect(change.getByRole("list", { name: "With these rules" })).toContainText("New issue");
  await preview(page).getByText("6 events", { exact: true }).click();
  await expect(preview(page).getByText("TimeoutError: mail, try 2")).toBeVisible();

  await saveButton(page).click();
  const toast = page.getByText("Saved the rules");
  await expect(toast).toBeVisible();
  await expect(page.getByRole("row", { name: /^1 .*Olga Owner.*Fingerprint \+2/ })).toContainText("In force");
  const next = makeError("TimeoutError", "mail, once more", "sendMail");
  const slow = await sendUntilElsewhere(request, project, next, mail);
  expect(slow).not.toBe(stock);
  expect(
    await sendUntilElsewhere(request, project, makeError("TimeoutError", "x", "fetchStock"), stock),
  ).toBe(slow);

  await page.reload();
  await expect(fingerprints(page)).toHaveValue("# one cause\nerror.type:TimeoutError -> slow-network");
  await page.getByRole("button", { name: "Restore revision 0" }).click();
  await expect(page.getByText("Took all rules out")).toBeVisible();
  await expect(fingerprints(page)).toHaveValue("");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(fingerprints(page)).toHaveValue("# one cause\nerror.type:TimeoutError -> slow-network");
  await page.getByRole("button", { name: "Restore revision 0" }).click();
  await expect(fingerprints(page)).toHaveValue("");
  expect(await sendUntilElsewhere(request, project, next, slow)).toBe(mail);
});

test("a saving is taken back from its toast", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Taken back");
  await page.goto(pathOf(project));
  await expect(preview(page)).toContainText("No events yet");
  await fingerprints(page).fill("error.type:A -> a");
  await fingerprints(page).press("ControlOrMeta+Enter");
  await expect(page.getByText("Saved the rules")).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText("Back to the rules of revision 0")).toBeVisible();
  await expect(fingerprints(page)).toHaveValue("");
});

test("two people who change the rules at once lose nothing", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Two at once");
  await page.goto(pathOf(project));
  await fingerprints(page).fill("error.type:Mine -> mine");
  await expect(saveButton(page)).toBeEnabled();
  const theirs = { fingerprintRules: "error.type:Theirs -> theirs", stackTraceRules: "", basedOn: 0 };
  const headers = { origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  const saved = await request.put(`/api/v1${pathOf(project)}/rules`, { headers, data: theirs });
  expect(saved.status()).toBe(200);
  await saveButton(page).click();
  await expect(page.getByText("Somebody else changed these rules meanwhile (revision 1)")).toBeVisible();
  await expect(fingerprints(page)).toHaveValue("error.type:Mine -> mine");
  await page.getByRole("button", { name: "Save mine instead" }).click();
  await expect(page.getByText("Saved the rules")).toBeVisible();
  await page.getByRole("button", { name: "Restore revision 1" }).click();
  await expect(fingerprints(page)).toHaveValue("error.type:Theirs -> theirs");
});

test("a rule that the address proposes is text in the draft, and is not lost without a question", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Proposed");
  const line = 'message:"<b>*</b>" -> bold';
  await page.goto(`${pathOf(project)}?fingerprint=${encodeURIComponent(line)}`);
  await expect(fingerprints(page)).toHaveValue(line);
  await expect(page.getByRole("region", { name: "Unsaved changes" })).toBeVisible();
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Settings" }).click();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay here" }).click();
  await expect(fingerprints(page)).toHaveValue(line);
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(fingerprints(page)).toHaveValue("");
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveURL(`/projects/${project.slug}/settings`);
});

test("every example can be read, and Tab leaves the editor", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Examples");
  await page.goto(pathOf(project));
  for (const sheet of await page.getByText("Syntax and examples").all()) await sheet.click();
  const inserts = page.getByRole("button", { name: /^Insert:/ });
  const count = await inserts.count();
  expect(count).toBeGreaterThan(7);
  for (let index = 0; index < count; index++) await inserts.nth(index).click();
  await expect(saveButton(page)).toBeEnabled();
  await saveButton(page).click();
  await expect(page.getByText("Saved the rules")).toBeVisible();
  const answer = await request.get(`/api/v1${pathOf(project)}`);
  const view = (await answer.json()) as GroupingView;
  expect(`${view.fingerprintRules}\n${view.stackTraceRules}`.split("\n")).toHaveLength(count);

  await stacks(page).focus();
  await page.keyboard.press("Tab");
  await expect(stacks(page)).not.toBeFocused();
  await expect(stacks(page)).not.toHaveValue(/\t/);
});

test("the grouping page is free of barriers, in both themes, on a desk and on a phone", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Barriers");
  await sendTimeouts(request, project, 2);
  const rule = encodeURIComponent("error.type:TimeoutError -> slow");
  await checkBarriers(page, `${pathOf(project)}?fingerprint=${rule}`);
  await checkBarriers(page, `${pathOf(project)}?stack=${encodeURIComponent("nothing that can be read")}`);
});
