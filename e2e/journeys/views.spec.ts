import { type APIRequestContext, type Browser, expect, type Page, test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { pressUntil } from "../fixtures/press-until";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

let project: TestProject;

const tabsOf = (page: Page) => page.getByRole("navigation", { name: "Views" });
const tabOf = (page: Page, name: string) => tabsOf(page).getByRole("link", { name });
const rowsOf = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("gridcell") });
const fieldOf = (page: Page) => page.getByRole("combobox", { name: "Search issues" });
const queryOf = (page: Page) => new URL(page.url()).searchParams.get("query");

async function openViews(page: Page): Promise<void> {
  await tabsOf(page).getByRole("button", { name: "Views" }).click();
}

async function chooseOption(page: Page, view: string, act: string): Promise<void> {
  await tabsOf(page)
    .getByRole("button", { name: `Options of the view ${view}` })
    .click();
  await page.getByRole("menuitem", { name: act }).click();
}

/** Saves the list that is open, and waits for its tab. */
async function saveView(page: Page, name: string, seenBy = "Only me"): Promise<void> {
  await page.getByRole("button", { name: "Save view", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Save this list as a view" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("radio", { name: seenBy }).click();
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog).toBeHidden();
  await expect(tabOf(page, name)).toHaveAttribute("aria-current", "page");
}

/** A page of a member of the organization, who came by an invitation. */
async function openAsMember(browser: Browser, request: APIRequestContext, baseURL: string): Promise<Page> {
  const headers = { origin: baseURL, "sec-fetch-site": "same-origin" };
  const email = `mia-${Date.now()}@example.com`;
  const password = "a battery of correct horses";
  const invited = await request.post("/api/v1/invitations", { headers, data: { email, role: "member" } });
  expect(invited.status(), await invited.text()).toBeLessThan(300);
  const { link } = (await invited.json()) as { link: string };
  const context = await browser.newContext({ baseURL, storageState: undefined });
  const accepted = await context.request.post("/api/v1/invitations/accept", {
    headers,
    data: { token: link.split("/").at(-1), name: "Mia Member", password },
  });
  expect(accepted.status(), await accepted.text()).toBeLessThan(300);
  const page = await context.newPage();
  await page.goto("/sign-in");
  if (page.url().includes("/sign-in")) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  }
  return page;
}

test.beforeAll(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Views");
  await sendEvent(request, project.dsn, {
    ...makeError("RangeError", "too far", "turnPage"),
    environment: "production",
    tags: { plan: "pro" },
  });
  await sendEvent(request, project.dsn, {
    ...makeError("TypeError", "boom", "chargeCard"),
    environment: "staging",
    tags: { plan: "free" },
  });
  await sendEvent(request, project.dsn, {
    message: "Stock is low",
    level: "warning",
    environment: "production",
    tags: { plan: "pro" },
  });
  await project.issues(3);
});

test.beforeEach(async ({ page }) => {
  await page.goto(`/issues?project=${project.slug}`);
  await expect(rowsOf(page)).toHaveCount(3);
});

test("a list is saved and shared, and a member makes it a tab of their own", async ({
  page,
  browser,
  request,
  baseURL,
}) => {
  test.slow();
  const name = `Pro plan ${Date.now()}`;
  await fieldOf(page).fill("plan:pro");
  await page.keyboard.press("Enter");
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(tabOf(page, "Unresolved")).toContainText("changed");
  await saveView(page, name, "Everybody");
  await expect(tabOf(page, name)).toContainText("2");
  await expect(tabOf(page, name)).not.toContainText("changed");

  const mia = await openAsMember(browser, request, baseURL ?? "");
  await mia.goto("/issues");
  await expect(tabOf(mia, "Unresolved")).toBeVisible();
  await expect(tabOf(mia, name)).toBeHidden();
  await openViews(mia);
  await mia.getByRole("menuitem", { name }).click();
  await expect(rowsOf(mia)).toHaveCount(2);
  await expect(fieldOf(mia)).toHaveValue("plan:pro");
  const isPinned = mia.waitForResponse((response) => response.url().endsWith("/views/pins"));
  await chooseOption(mia, name, "Pin as a tab");
  await isPinned;
  await mia.goto("/issues");
  await expect(tabOf(mia, name)).toContainText("2");
  // What is shared is its owner's: a member sees no way to change it.
  await tabOf(mia, name).click();
  await tabsOf(mia)
    .getByRole("button", { name: `Options of the view ${name}` })
    .click();
  await expect(mia.getByRole("menuitem", { name: "Unpin" })).toBeVisible();
  await expect(mia.getByRole("menuitem", { name: "Delete view" })).toBeHidden();
  await mia.context().close();

  await chooseOption(page, name, "Delete view");
  await expect(tabOf(page, name)).toBeHidden();
  // The tab goes at once; it can be taken back when the server has said that it is gone.
  await expect(page.getByText(`Deleted the view ${name}`)).toBeVisible();
  await page.keyboard.press("z");
  await expect(tabOf(page, name)).toBeVisible();
});

test("a tab shows that its list was changed, takes the change or goes back, and stands where it is put", async ({
  page,
}) => {
  test.slow();
  const [one, two] = [`One ${Date.now()}`, `Two ${Date.now()}`];
  await fieldOf(page).fill("boom");
  await page.keyboard.press("Enter");
  await saveView(page, one);
  await fieldOf(page).fill("boom level:error");
  await page.keyboard.press("Enter");
  await expect(tabOf(page, one)).toContainText("changed");
  await chooseOption(page, one, "Back to the view as saved");
  await expect.poll(() => queryOf(page)).toBe("boom");
  await expect(tabOf(page, one)).not.toContainText("changed");

  await fieldOf(page).fill("stock");
  await page.keyboard.press("Enter");
  await saveView(page, two);
  const names = () => tabsOf(page).getByRole("link").locator(".vw-name").allTextContents();
  await expect.poll(names).toEqual(expect.arrayContaining([one, two]));
  const before = await names();
  const isMoved = page.waitForResponse((response) => response.url().endsWith("/views/pins"));
  await chooseOption(page, two, "Move left");
  await expect
    .poll(names)
    .toEqual(before.toSpliced(before.indexOf(two), 1).toSpliced(before.indexOf(one), 0, two));
  expect((await isMoved).ok()).toBe(true);
  await page.reload();
  await expect
    .poll(names)
    .toEqual(before.toSpliced(before.indexOf(two), 1).toSpliced(before.indexOf(one), 0, two));

  await chooseOption(page, two, "Rename…");
  await page.getByRole("dialog").getByLabel("Name").fill(`${two} again`);
  await page.keyboard.press("Enter");
  await expect(tabOf(page, `${two} again`)).toBeVisible();
  // A built-in tab leaves the view with its list; the number of a tab is its key.
  await pressUntil(page, "6", () =>
    expect(tabOf(page, "All")).toHaveAttribute("aria-current", "page", { timeout: 500 }),
  );
  await expect.poll(() => queryOf(page)).toBeNull();
  await page.goto(`/issues?project=${project.slug}&query=is:resolved`);
  await expect(page.getByText("No issues match")).toBeVisible();
  await expect(tabsOf(page).locator("[aria-current]")).toHaveCount(0);
});

test("facets divide the list, include and exclude with a click, and are remembered", async ({ page }) => {
  const facets = page.getByRole("complementary", { name: "Facets" });
  await expect(facets).toBeHidden();
  await pressUntil(page, "f", () => expect(facets).toBeVisible({ timeout: 500 }));
  const production = facets.getByRole("button", { name: /^production, 67% of events/ });
  await expect(production).toContainText("2");
  await production.click();
  await expect.poll(() => queryOf(page)).toBe("environment:production");
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(production).toBeHidden();
  await facets.getByRole("button", { name: /^production/ }).click();
  await expect(rowsOf(page)).toHaveCount(3);

  // A folded facet is loaded when it is opened.
  await facets.getByText("plan", { exact: true }).click();
  await facets.getByRole("button", { name: /^pro, 67%/ }).click({ modifiers: ["Alt"] });
  await expect.poll(() => queryOf(page)).toBe("!plan:pro");
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(fieldOf(page)).toHaveValue("!plan:pro");
  await page.reload();
  await expect(facets.getByRole("button", { name: /^staging/ })).toBeVisible();
  await page.keyboard.press("f");
  await expect(facets).toBeHidden();
});

test("facets are free of barriers beside the list, and stand in a drawer on a phone", async ({ page }) => {
  await page.getByRole("button", { name: "Facets" }).click();
  await expect(page.getByRole("complementary", { name: "Facets" })).toBeVisible();
  await checkBarriers(page, `/issues?project=${project.slug}`);
  await page.getByRole("button", { name: "Facets" }).click();
  const drawer = page.getByRole("dialog", { name: "Facets" });
  await drawer.getByRole("button", { name: /^staging/ }).click();
  await expect.poll(() => queryOf(page)).toBe("environment:staging");
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(rowsOf(page)).toHaveCount(1);
});
