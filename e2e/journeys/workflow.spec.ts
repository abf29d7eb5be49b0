import { expect, type Page, test } from "@playwright/test";
import { expectNoBarriers } from "../fixtures/expect-no-barriers";
import { owner } from "../fixtures/owner";
import { pressUntil } from "../fixtures/press-until";
import { createProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";
import { untilChanged } from "../fixtures/until-changed";

const rowsOf = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("gridcell") });
const inRelease = (event: object, release: string) => ({ ...event, release });

test("somebody triages a morning's errors without touching the mouse", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "By keyboard");
  for (const type of ["Fourth", "Third", "Second", "First"])
    await sendEvent(request, project.dsn, makeError(`${type}Error`, "boom", `do${type}`));
  await page.goto(`/issues?project=${project.slug}`);
  const [first, second, third, fourth] = ["First", "Second", "Third", "Fourth"].map((type) =>
    rowsOf(page).filter({ hasText: `${type}Error` }),
  );
  if (!first || !second || !third || !fourth) throw new Error("Four rows");
  await pressUntil(page, "j", () => expect(first).toHaveClass(/cur/, { timeout: 500 }));

  // Whose it is, and how much it matters, from pickers beside the row.
  await page.keyboard.press("Shift+a");
  const assign = page.getByRole("dialog", { name: /^Assign \S+$/ });
  await expect(assign.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("olga");
  await expect(assign.getByRole("option", { selected: true })).toContainText(owner.name);
  await page.keyboard.press("Enter");
  await expect(assign).toBeHidden();
  await expect(first.getByRole("button", { name: `now ${owner.name}` })).toBeVisible();
  await expect(first).toBeFocused();
  await page.keyboard.press("p");
  await expect(page.getByRole("dialog", { name: /^Priority of/ })).toBeVisible();
  await page.keyboard.type("low");
  await page.keyboard.press("Enter");
  await expect(first.getByRole("img", { name: "Low priority" })).toBeVisible();

  // Resolved: the row leaves, the cursor and the focus land on the next one, and `z` brings it back.
  await page.keyboard.press("e");
  await expect(first).toBeHidden();
  await expect(second).toHaveClass(/cur/);
  await expect(second).toBeFocused();
  await page.keyboard.press("z");
  await expect(first).toBeVisible();
  await expect(first.getByRole("button", { name: `now ${owner.name}` })).toBeVisible();

  await page.keyboard.press("i");
  await expect(second.getByRole("button", { name: `now ${owner.name}` })).toBeVisible();
  await page.keyboard.press("Shift+e");
  await expect(page.getByText(/^Resolved \S+ in the next release$/)).toBeVisible();
  await expect(second).toBeHidden();

  // Two rows at once, out of sight until they escalate.
  await expect(third).toBeFocused();
  await page.keyboard.press("Shift+j");
  await expect(page.getByRole("toolbar", { name: "2 issues selected" })).toBeVisible();
  await untilChanged(page, () => page.keyboard.press("a"));
  await expect(page.getByText("Archived 2 issues until it escalates")).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(1);

  // What was done is what the server says, too.
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(first.getByRole("img", { name: "Low priority" })).toBeVisible();
  await page.goto(`/issues?project=${project.slug}&status=all`);
  await expect(rowsOf(page).filter({ hasText: "Archived" })).toHaveCount(2);
  await expect(rowsOf(page).filter({ hasText: "Resolved" })).toHaveCount(1);
});

test("an issue that was archived until 10 more events comes back with the tenth", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Until ten");
  const error = makeError("TypeError", "boom", "chargeCard");
  await sendEvent(request, project.dsn, error);
  const [row] = await project.issues(1);
  await page.goto(`/issues/${row?.shortId}`);
  await page.getByRole("button", { name: "Archive until", exact: true }).click();
  await page.getByRole("option", { name: /^Until more events or users/ }).click();
  const dialog = page.getByRole("dialog", { name: /until it happens more$/ });
  await dialog.getByLabel("More events").fill("10");
  await untilChanged(page, () => dialog.getByRole("button", { name: "Archive" }).click());
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`Archived ${row?.shortId} until 10 more events`)).toBeVisible();
  await expect(page.locator(".chip").filter({ hasText: "Archived until 10 more events" })).toBeVisible();

  const statusNow = async () => (await project.issues(1))[0]?.status;
  for (let sent = 1; sent < 10; sent += 1) await sendEvent(request, project.dsn, error);
  expect(await statusNow()).toBe("archived");
  await sendEvent(request, project.dsn, error);
  await expect.poll(statusNow).toBe("unresolved");
  await page.reload();
  await expect(page.locator(".chip").filter({ hasText: "Escalating" })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Issue details" })).toContainText(
    "it was archived until 10 more events",
  );
});

test("what is resolved in the next release comes back with that one and not before", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Next release");
  const error = makeError("RangeError", "again", "turnPage");
  await sendEvent(request, project.dsn, inRelease(error, "shop@1.2.3"));
  const [row] = await project.issues(1);
  await page.goto(`/issues/${row?.shortId}`);
  await page.getByRole("button", { name: "Resolve in" }).click();
  await untilChanged(page, () => page.getByRole("option", { name: /^In the next release/ }).click());
  const chip = page.locator(".chip");
  await expect(chip.filter({ hasText: "Resolved in the next release" })).toBeVisible();
  await expect(page.getByText(`Resolved ${row?.shortId} in the next release`)).toBeVisible();

  const statusNow = async () => (await project.issues(1))[0]?.status;
  for (const release of ["shop@1.2.3", "shop@1.2.2"]) {
    await sendEvent(request, project.dsn, inRelease(error, release));
    expect(await statusNow(), release).toBe("resolved");
  }
  await sendEvent(request, project.dsn, inRelease(error, "shop@1.3.0"));
  await expect.poll(statusNow).toBe("unresolved");
  await page.reload();
  await expect(chip.filter({ hasText: "Regressed in shop@1.3.0" })).toBeVisible();
});

test("somebody resolves all that match, more than is loaded, and takes it back", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  const project = await createProject(request, baseURL ?? "", "All of it");
  const count = 60;
  for (let made = 0; made < count; made += 10)
    await Promise.all(
      Array.from({ length: 10 }, (_, one) =>
        sendEvent(request, project.dsn, makeError(`Bulk${made + one}Error`, "boom", `act${made + one}`)),
      ),
    );
  const open = async () => {
    const answer = await request.get(`/api/v1/issues/counts?projects=${project.slug}`);
    return ((await answer.json()) as { unresolved: number }).unresolved;
  };
  await expect.poll(open).toBe(count);

  await page.goto(`/issues?project=${project.slug}`);
  await pressUntil(page, "j", () => expect(rowsOf(page).first()).toHaveClass(/cur/, { timeout: 500 }));
  await page.keyboard.press("ControlOrMeta+a");
  const bar = page.getByRole("toolbar", { name: /selected$/ });
  await bar.getByRole("button", { name: `Select all ${count} that match` }).click();
  await expect(bar).toHaveAccessibleName(`${count} issues selected`);
  await bar.getByRole("button", { name: /^Resolve(?! in)/ }).click();
  await expect(page.getByText(`Resolved ${count} issues`)).toBeVisible();
  expect(await open()).toBe(0);
  await expect(page.getByRole("heading", { name: "Nothing to resolve" })).toBeVisible();

  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(open).toBe(count);
  await expect(rowsOf(page).first()).toBeVisible();
});

test("somebody says what is known and who should hear of it", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Said");
  await sendEvent(request, project.dsn, makeError("TypeError", "boom", "chargeCard"));
  const [row] = await project.issues(1);
  await page.goto(`/issues/${row?.shortId}`);
  const rail = page.getByRole("complementary", { name: "Issue details" });
  const field = rail.getByRole("textbox", { name: "Comment" });
  await field.click();
  await page.keyboard.type(
    "Only **eu** carts, see https://a.example/x [no](javascript:alert(1)) <b>no</b> @olga",
  );
  await expect(rail.getByRole("option", { selected: true })).toContainText(owner.name);
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(new RegExp(`@"${owner.name}" $`));
  await page.keyboard.press("ControlOrMeta+Enter");

  const comment = rail.getByRole("listitem").filter({ hasText: "Only eu carts" });
  await expect(comment.getByText(`@${owner.name}`)).toBeVisible();
  await expect(comment.locator("strong")).toHaveText("eu");
  await expect(comment.getByRole("link")).toHaveCount(1);
  await expect(comment.getByRole("link")).toHaveAttribute("rel", "noopener noreferrer nofollow");
  await expect(comment).toContainText("<b>no</b>");
  await expect(field).toHaveValue("");

  await comment.getByRole("button", { name: "Edit" }).click();
  const edit = rail.getByRole("textbox", { name: "Edit comment" });
  await edit.fill("Only eu carts since yesterday");
  await edit.press("ControlOrMeta+Enter");
  await expect(comment).toContainText("since yesterday");
  await expect(comment).toContainText("edited");
  await page.reload();
  await expect(comment).toContainText("since yesterday");

  await page.goto(`/issues?project=${project.slug}`);
  await expect(rowsOf(page).getByText("1 comment")).toBeAttached();
  await page.goto(`/issues/${row?.shortId}`);
  await comment.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete comment" }).click();
  await expect(comment).toHaveCount(0);
});

test("the palette acts on the issue that is open, and finds people", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "At hand");
  await sendEvent(request, project.dsn, makeError("TypeError", "boom", "chargeCard"));
  const [row] = await project.issues(1);
  await page.goto(`/issues/${row?.shortId}`);
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  const ask = async (text: string) => {
    await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
    await page.keyboard.type(text);
  };
  await ask("high prio");
  await expect(palette.getByRole("option", { selected: true })).toContainText(row?.shortId ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByText(`Set ${row?.shortId} to high priority`)).toBeVisible();

  await ask("@olga");
  await expect(palette.getByRole("option", { selected: true })).toContainText(owner.name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: `Assignee: ${owner.name}` })).toBeVisible();

  await ask("assign…");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("dialog", { name: `Assign ${row?.shortId}` }).getByRole("combobox"),
  ).toBeFocused();
  await page.keyboard.type("nobody");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Assign", exact: true })).toBeVisible();
});

test("pickers, dialogs and the bar of a selection are free of barriers, in both themes, on a desk and on a phone", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  const project = await createProject(request, baseURL ?? "", "No barriers");
  for (const type of ["Second", "First"])
    await sendEvent(request, project.dsn, makeError(`${type}Error`, "boom", `do${type}`));
  const [row] = await project.issues(2);
  await expectNoBarriers(page, async () => {
    await page.goto(`/issues?project=${project.slug}`);
    await pressUntil(page, "j", () => expect(rowsOf(page).first()).toHaveClass(/cur/, { timeout: 500 }));
    await page.keyboard.press("Shift+j");
    await expect(page.getByRole("toolbar", { name: "2 issues selected" })).toBeVisible();
    await page.keyboard.press("Shift+a");
    await expect(page.getByRole("option", { name: owner.name })).toBeVisible();
  });
  await expectNoBarriers(page, async () => {
    await page.goto(`/issues/${row?.shortId}`);
    await page.getByRole("button", { name: "Archive until", exact: true }).click();
    await page.getByRole("option", { name: /^Until more events or users/ }).click();
    await expect(page.getByRole("dialog", { name: /until it happens more$/ })).toBeVisible();
  });
});
