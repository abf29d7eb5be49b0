import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { owner } from "../fixtures/owner";
import { createProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

const editor = (page: Page) => page.getByRole("textbox", { name: "Ownership rules" });
const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
const saveButton = (page: Page) => page.getByRole("button", { name: "Save rules" });

async function openMenu(page: Page, item: string) {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

async function assigneeOf(request: APIRequestContext, shortId: string): Promise<string | null> {
  const answer = await request.get(`/api/v1/issues/${shortId}`);
  return ((await answer.json()) as { assignee: { name: string } | null }).assignee?.name ?? null;
}

test("whose an error is stands in a rule once: the next new issue goes there by itself, and says why", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Owned");
  await sendEvent(request, project.dsn, makeError("TypeError", "no card", "chargeCard"));
  const [first] = await project.issues(1);
  const shortId = first?.shortId ?? "";

  await page.goto(`/projects/${project.slug}`);
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Ownership" }).click();
  await expect(preview(page)).toContainText("0 of the last issue would have an owner");
  await expect(preview(page)).toContainText("Nobody's");

  await editor(page).click();
  await page.keyboard.type(`# ours\npaht:src/* ${owner.email}`);
  await expect(page.getByRole("button", { name: "Line 2, column 1" })).toBeVisible();
  await expect(page.getByText("did you mean path?")).toBeVisible();
  await expect(saveButton(page)).toBeDisabled();
  await editor(page).fill(`# ours\npath:src/* #nobody ${owner.email}`);
  await expect(page.getByText("no team who sees this project is #nobody")).toBeVisible();
  await expect(preview(page)).toContainText("1 of the last issue would have an owner");
  await preview(page).getByText("1 issue", { exact: true }).click();
  await expect(preview(page).getByRole("link", { name: shortId })).toBeVisible();

  // What is not saved is not lost without a question.
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Stats" }).click();
  await page.getByRole("button", { name: "Stay here" }).click();
  await saveButton(page).click();
  await expect(page.getByText("Saved the owners")).toBeVisible();
  await page.getByRole("switch", { name: "Assign new issues" }).click();
  await expect(page.getByText("New issues go to their owners from now on")).toBeVisible();

  // The issue that was there stays with nobody; its page offers the owner.
  await sendEvent(request, project.dsn, makeError("RangeError", "too far", "shipOrder"));
  const rows = await project.issues(2);
  const second = rows.find(({ type }) => type === "RangeError")?.shortId ?? "";
  await expect.poll(() => assigneeOf(request, second)).toBe(owner.name);
  expect(await assigneeOf(request, shortId)).toBeNull();
  await page.goto(`/issues/${second}`);
  const details = page.getByRole("complementary", { name: "Issue details" });
  await expect(details).toContainText("path:src/*");
  await page.goto(`/issues/${shortId}`);
  await details.getByRole("button", { name: `Assign to ${owner.name}` }).click();
  await expect(page.getByText(`Assigned ${shortId} to ${owner.name}`)).toBeVisible();
  await expect.poll(() => assigneeOf(request, shortId)).toBe(owner.name);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(() => assigneeOf(request, shortId)).toBeNull();
  await checkBarriers(page, `/projects/${project.slug}/ownership`);
});

test("a CODEOWNERS file is read from the disk and counts where no rule does", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Codeowners");
  await sendEvent(request, project.dsn, makeError("TypeError", "no card", "chargeCard"));
  await project.issues(1);
  await page.goto(`/projects/${project.slug}/ownership`);
  await page.getByRole("radio", { name: "CODEOWNERS" }).click();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Read a file" }).click();
  const file = `* @acme/all\n/src/ @acme/shop\n`;
  await (await choosing).setFiles({ name: "CODEOWNERS", mimeType: "text/plain", buffer: Buffer.from(file) });
  const text = page.getByRole("textbox", { name: "CODEOWNERS" });
  await expect(text).toHaveValue(file);
  await expect(page.getByText("nobody here is @acme/shop")).toBeVisible();
  await text.fill(`@acme/shop = ${owner.email}\n${file}`);
  await expect(page.getByText("nobody here is @acme/shop")).toBeHidden();
  await expect(preview(page)).toContainText("/src/ @acme/shop");
  await text.press("ControlOrMeta+Enter");
  await expect(page.getByText("Saved the owners")).toBeVisible();
  await page.reload();
  await expect(editor(page)).toHaveValue("");
  await page.getByRole("radio", { name: "CODEOWNERS" }).click();
  await expect(text).toHaveValue(`@acme/shop = ${owner.email}\n${file}`);
});

test("an issue is shared with somebody who has no account, and the link is taken back", async ({
  page,
  request,
  baseURL,
  browser,
}) => {
  const project = await createProject(request, baseURL ?? "", "Shared");
  const error = {
    ...makeError("TypeError", "no card", "chargeCard"),
    user: { id: "PRIVATE" },
    tags: { PRIVATE: "PRIVATE" },
  };
  await sendEvent(request, project.dsn, error);
  const [row] = await project.issues(1);
  await page.goto(`/issues/${row?.shortId}`);
  await openMenu(page, "Share…");
  const dialog = page.getByRole("dialog", { name: `Share ${row?.shortId}` });
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const field = dialog.getByRole("textbox", { name: "Link" });
  await expect(field).toHaveValue(/\/share\/[\w-]{48}$/);
  const url = await field.inputValue();

  const stranger = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const theirs = await stranger.newPage();
  const answer = await theirs.goto(url);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()).toMatchObject({
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
    "cache-control": expect.stringContaining("no-store"),
  });
  await expect(theirs.getByRole("heading", { level: 1 })).toContainText("TypeError");
  await expect(theirs.getByText("chargeCard", { exact: true })).toBeVisible();
  expect(await theirs.content()).not.toContain("PRIVATE");
  expect(await theirs.content()).not.toContain("order.card.number");
  await expect(theirs.getByRole("link")).toHaveCount(0);
  await checkBarriers(theirs, new URL(url).pathname);

  await dialog.getByRole("button", { name: "Take the link back" }).click();
  await expect(dialog).toContainText("This issue is not shared.");
  expect((await theirs.goto(url))?.status()).toBe(404);
  const dead = await theirs.getByRole("main").innerText();
  for (const wrong of [`${url.slice(0, -1)}${url.endsWith("A") ? "B" : "A"}`, `${baseURL}/share/nonsense`]) {
    expect((await theirs.goto(wrong))?.status()).toBe(404);
    expect(await theirs.getByRole("main").innerText()).toBe(dead);
  }
  await stranger.close();
});

test("noise is deleted and never comes back, until somebody takes that back", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Noise");
  await sendEvent(request, project.dsn, makeError("NoiseError", "again", "bark"));
  const [row] = await project.issues(1);
  await page.goto(`/issues/${row?.shortId}`);
  await openMenu(page, "Delete and discard future events…");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("1 event, with all that is counted of it");
  await expect(dialog).toContainText("deleted for good");
  await dialog.getByRole("button", { name: "Delete issue and discard" }).click();
  await expect(page).toHaveURL(/\/issues$/);
  await project.issues(0);
  expect((await request.get(`/api/v1/issues/${row?.shortId}`)).status()).toBe(404);

  await sendEvent(request, project.dsn, makeError("NoiseError", "again", "bark"));
  await project.issues(0);
  await page.goto(`/projects/${project.slug}/stats`);
  await expect(page.getByText("Somebody deleted the issue and discarded its future events.")).toBeVisible();

  await checkBarriers(page, `/projects/${project.slug}/grouping`);
  await page.getByRole("button", { name: "Take back NoiseError: again" }).click();
  await expect(page.getByText("Nothing is discarded.")).toBeVisible();
  await sendEvent(request, project.dsn, makeError("NoiseError", "again", "bark"));
  await project.issues(1);
});
