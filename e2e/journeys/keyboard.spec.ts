import { expect, type Page, test } from "@playwright/test";
import { pressUntil } from "../fixtures/press-until";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

let project: TestProject;
let shortId = "";

test.beforeAll(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Hands on keys");
  await sendEvent(request, project.dsn, makeError("TypeError", "boom", "chargeCard"));
  shortId = (await project.issues(1))[0]?.shortId ?? "";
});

test("somebody who forgot a key asks for all of them", async ({ page }) => {
  await page.goto(`/issues?project=${project.slug}`);
  const dialog = page.getByRole("dialog", { name: "Keyboard" });
  await pressUntil(page, "?", () => expect(dialog).toBeVisible({ timeout: 500 }));
  for (const act of ["Next", "Select", "Resolve", "Undo the last action", "Palette", "Fold the sidebar"])
    await expect(dialog.getByText(act, { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("somebody who was sent a short ID types it and is there", async ({ page }) => {
  await page.goto("/projects");
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
  await page.keyboard.type(shortId.toLowerCase());
  await expect(palette.getByRole("option", { selected: true })).toContainText(shortId);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/issues/${shortId}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("TypeError");
});

test("a short ID typed faster than the server answers is the one that opens", async ({ page }) => {
  const letters = shortId.split("-")[0] ?? "";
  const others = ["FILTERS-2", "FILTERS-1"].map((id) => ({
    shortId: id,
    title: letters,
    level: "error",
    projectSlug: project.slug,
  }));
  const answers = await holdAnswers(page);
  await page.goto("/projects");
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  const field = palette.getByRole("combobox");
  const current = palette.getByRole("option", { selected: true });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));

  // The answer to the whole id is there before the one to its first letters, which finds other issues.
  await field.fill(`#${letters}`);
  await answers.asked(letters);
  await field.fill(`#${shortId}`);
  await answers.give(shortId);
  await expect(current).toHaveText(new RegExp(`${shortId}$`));
  await answers.give(letters, others);
  await expect(current).toHaveText(new RegExp(`${shortId}$`));

  // Another issue is highlighted while the id is typed, and goes with its neighbour when the answer to the id comes.
  await field.fill(`#${letters.toLowerCase()}`);
  await answers.give(letters.toLowerCase(), others);
  await expect(current).toHaveText(/FILTERS-2$/);
  await field.pressSequentially(shortId.slice(letters.length));
  await expect(current).toHaveCount(1);
  await answers.give(`${letters.toLowerCase()}${shortId.slice(letters.length)}`);
  await expect(current).toHaveText(new RegExp(`${shortId}$`));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/issues/${shortId}$`));
});

test("Enter after a short ID need not wait for the answer", async ({ page }) => {
  const answers = await holdAnswers(page);
  await page.goto("/projects");
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
  await page.keyboard.type(shortId.toLowerCase());
  await page.keyboard.press("Enter");
  await answers.asked(shortId.toLowerCase());
  await expect(palette).toBeVisible();
  await answers.give(shortId.toLowerCase());
  await expect(page).toHaveURL(new RegExp(`/issues/${shortId}$`));
});

test("what the server finds does not move somebody who chose a line", async ({ page }) => {
  const answers = await holdAnswers(page);
  await page.goto("/projects");
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  const current = palette.getByRole("option", { selected: true });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
  await page.keyboard.type("hands on keys");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const chosen = await current.textContent();
  await answers.asked("hands on keys");
  await answers.give("hands on keys", [
    { shortId, title: "boom", level: "error", projectSlug: project.slug },
  ]);
  await expect(palette.getByRole("option", { name: shortId })).toBeVisible();
  await expect(current).toHaveText(chosen ?? "");
});

test("keys that are typed before the palette is there are not lost, and none acts on the page", async ({
  page,
}) => {
  const html = await (await page.request.get(`/issues?project=${project.slug}`)).text();
  const held: (() => Promise<void>)[] = [];
  let isOpen = false;
  // What the page does not name itself comes later, and here not before somebody has typed.
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    if (isOpen || html.includes(new URL(route.request().url()).pathname)) await route.continue();
    else held.push(() => route.continue());
  });
  await page.goto(`/issues?project=${project.slug}`);
  const isFolded = page.getByRole("button", { name: "Expand sidebar" });
  await pressUntil(page, "[", () => expect(isFolded).toBeVisible({ timeout: 500 }));
  await page.keyboard.press("[");
  await page.keyboard.press("j");
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("e?");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("x");
  isOpen = true;
  await Promise.all(held.map((give) => give()));
  await expect(palette.getByRole("combobox")).toHaveValue("ex");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(page.getByRole("row", { name: /TypeError/ })).toHaveAttribute("aria-selected", "false");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeHidden();
  const { rows } = (await (await page.request.get(`/api/v1/issues?projects=${project.slug}`)).json()) as {
    rows: { status: string }[];
  };
  expect(rows.map(({ status }) => status)).toEqual(["unresolved"]);
});

test("a reader goes from page to page with two letters", async ({ page }) => {
  await page.goto(`/issues/${shortId}`);
  const go = async (letter: string, path: string) => {
    await expect(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press(letter);
      await expect(page).toHaveURL((url) => url.pathname === path, { timeout: 500 });
    }).toPass();
  };
  await go("o", "/projects");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await go("i", "/issues");
  await expect(page.getByRole("grid", { name: "Issues" })).toBeVisible();
  await go("p", "/projects");
});

test("a folded sidebar stays folded", async ({ page }) => {
  await page.goto("/projects");
  const isFolded = page.getByRole("button", { name: "Expand sidebar" });
  const isWide = page.getByRole("button", { name: "Collapse sidebar" });
  await pressUntil(page, "[", () => expect(isFolded).toBeVisible({ timeout: 500 }));
  await page.reload();
  await expect(isFolded).toBeVisible();
  await pressUntil(page, "[", () => expect(isWide).toBeVisible({ timeout: 500 }));
  await page.reload();
  await expect(isWide).toBeVisible();
});

test("after a dialog the hands are where they were", async ({ page }) => {
  await page.goto("/projects");
  const link = page
    .getByRole("navigation", { name: "Sections", exact: true })
    .getByRole("link", { name: /Overview/ });
  await link.focus();
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(link).toBeFocused();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(link).toBeFocused();
});

test("somebody who turned single keys off is not surprised by one, on any later page", async ({ page }) => {
  await page.goto("/account");
  const dialog = page.getByRole("dialog", { name: "Keyboard" });
  await pressUntil(page, "?", () => expect(dialog).toBeVisible({ timeout: 500 }));
  await page.keyboard.press("Escape");
  await page.getByRole("switch", { name: "Single-key shortcuts" }).click();

  await page.goto("/projects");
  // A chord still answers, which proves that the page listens.
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await pressUntil(page, "ControlOrMeta+k", () => expect(palette).toBeVisible({ timeout: 500 }));
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  for (const key of ["?", "g", "i", "["]) await page.keyboard.press(key);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Collapse sidebar" })).toBeVisible();
  await expect(page).toHaveURL(/\/projects$/);

  await page.goto("/account");
  await expect(page.getByRole("switch", { name: "Single-key shortcuts" })).not.toBeChecked();
});

test("somebody who resolves a regression by mistake takes it back, and it still is a regression", async ({
  page,
  request,
  baseURL,
}) => {
  const back = await createProject(request, baseURL ?? "", "Slip of a key");
  await sendEvent(request, back.dsn, makeError("RangeError", "again", "turnPage"));
  const [row] = await back.issues(1);
  const headers = { origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  const resolved = await request.post("/api/v1/issues/change", {
    headers,
    data: { change: { kind: "resolve", in: { type: "now" } }, shortIds: [row?.shortId] },
  });
  expect(resolved.status()).toBe(200);
  await sendEvent(request, back.dsn, makeError("RangeError", "again", "turnPage"));

  await page.goto(`/issues/${row?.shortId}`);
  const mark = page.locator(".chip").filter({ hasText: "Regressed in shop@1.2.3" });
  await expect(mark).toBeVisible();
  await pressUntil(page, "e", () => expect(mark).toBeHidden({ timeout: 500 }));
  const isUndone = page.waitForResponse((response) => response.url().endsWith("/api/v1/issues/undo"));
  await page.keyboard.press("z");
  await expect(mark).toBeVisible();
  await isUndone;
  await page.reload();
  await expect(mark).toBeVisible();
});

/** Keeps what the palette asks of the server until somebody gives the answer: the server's, or another one. */
async function holdAnswers(page: Page) {
  const held = new Map<string, (issues?: unknown[]) => Promise<void>>();
  await page.route("**/api/v1/search?*", (route) => {
    held.set(new URL(route.request().url()).searchParams.get("q") ?? "", (issues) =>
      issues ? route.fulfill({ json: { issues } }) : route.continue(),
    );
  });
  const asked = (text: string) => expect.poll(() => [...held.keys()]).toContain(text);
  return {
    asked,
    async give(text: string, issues?: unknown[]) {
      await asked(text);
      const give = held.get(text);
      held.delete(text);
      // A question that was given up takes no answer.
      await give?.(issues).catch(() => undefined);
    },
  };
}

test("the keys of an archived issue speak of the archive", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Archived keys");
  await sendEvent(request, project.dsn, makeError("TypeError", "no card", "chargeCard"));
  const [issue] = await project.issues(1);
  const archived = await request.post("/api/v1/issues/change", {
    headers: { origin: baseURL ?? "", "sec-fetch-site": "same-origin" },
    data: { change: { kind: "archive", until: { type: "forever" } }, shortIds: [issue?.shortId] },
  });
  expect(archived.status(), await archived.text()).toBe(200);
  await page.goto(`/issues/${issue?.shortId}`);
  const keys = page.getByRole("dialog", { name: "Keyboard" });
  await pressUntil(page, "?", () => expect(keys).toBeVisible({ timeout: 1_000 }));
  await expect(keys).toContainText("Unarchive");
  await expect(keys).not.toContainText("Unresolve");
});
