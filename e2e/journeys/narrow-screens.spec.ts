import { expect, type Page, test } from "@playwright/test";
import { inviteMember } from "../fixtures/invite-member";
import { createProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

const phone = { width: 390, height: 844 };
/** All of it, but for what rounding takes away. */
const inFull = 0.95;

const middleOf = (box: { y: number; height: number } | null) => (box?.y ?? 0) + (box?.height ?? 0) / 2;

/** The page is no wider than the window: nothing hangs over its edge. */
async function expectNoSidewaysScroll(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
}

test("on a phone, long names stay on the screen and the page one is on is among the tabs in sight", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Narrow");
  const environment = `branch-${"e".repeat(50)}`;
  await sendEvent(request, project.dsn, { ...makeError("TypeError", "no card", "chargeCard"), environment });
  const [issue] = await project.issues(1);
  await page.setViewportSize(phone);

  await page.goto(`/projects/${project.slug}/settings`);
  const tab = (of: string, name: string) =>
    page.getByRole("navigation", { name: of }).getByRole("link", { name, exact: true });
  await expect(tab("Project", "Settings")).toBeInViewport({ ratio: inFull });
  await page.getByRole("switch", { name: environment }).scrollIntoViewIfNeeded();
  await expectNoSidewaysScroll(page);
  await page.goto("/settings/listeners");
  await expect(tab("Settings", "Listeners")).toBeInViewport({ ratio: inFull });

  await page.goto(`/issues/${issue?.shortId}`);
  const word = page.getByRole("button", { name: "Assign", exact: true }).getByText("Assign");
  expect(await word.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  await page.getByRole("button", { name: "More actions" }).click();
  const items = page.getByRole("menuitem");
  await expect(items.first()).toBeVisible();
  const heights = await items.evaluateAll((all) => all.map((item) => (item as HTMLElement).offsetHeight));
  expect(new Set(heights)).toEqual(new Set([40]));
  await expectNoSidewaysScroll(page);
});

test("where the window has no room for all sections of an event, the one that is read is among those in sight", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Sections");
  await sendEvent(request, project.dsn, {
    ...makeError("TypeError", "no card", "chargeCard"),
    breadcrumbs: { values: [{ category: "cart", message: "paid" }] },
    request: { url: "https://shop.example/pay", method: "POST", data: "x\n".repeat(40) },
  });
  const [issue] = await project.issues(1);
  await page.setViewportSize({ width: 1200, height: 600 });
  await page.goto(`/issues/${issue?.shortId}`);
  const sections = page.getByRole("navigation", { name: "On this page" });
  const copy = page.getByRole("button", { name: "Copy event ID" });
  const right = await copy.evaluate((it) => it.getBoundingClientRect().right);
  expect(right).toBeLessThanOrEqual(await sections.evaluate((it) => it.getBoundingClientRect().left));
  const tags = sections.getByRole("link", { name: "Tags" });
  await expect(tags).not.toBeInViewport({ ratio: inFull });
  await expect(async () => {
    await page.evaluate(() => document.querySelector("#tags")?.scrollIntoView());
    await expect(tags).toHaveAttribute("aria-current", "true", { timeout: 1_000 });
  }).toPass();
  await expect(tags).toBeInViewport({ ratio: inFull });
});

test("a long name of a person stays in the sidebar, and what a viewer cannot change looks like it", async ({
  page: owners,
  request,
  browser,
  baseURL,
  playwright,
}) => {
  const name = `Wilhelmina${"-Featherstonehaugh".repeat(3)}`;
  const viewer = await inviteMember(request, { playwright, baseURL }, name);
  const project = await createProject(request, baseURL ?? "", "Looked at");
  const headers = { origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  const ask = async (method: string, path: string, data?: object) => {
    const answer = await request.fetch(`/api/v1${path}`, { method, headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer;
  };
  const team = (await (await ask("POST", "/teams", { name: `Lookers ${Date.now()}` })).json()) as {
    id: string;
  };
  await ask("PUT", `/teams/${team.id}/members/${viewer.id}`);
  await owners.setViewportSize(phone);
  await owners.goto("/settings/teams");
  const row = owners.getByRole("listitem").filter({ hasText: viewer.email });
  const line = await row.getByText(viewer.email).boundingBox();
  const remove = await row.getByRole("button").boundingBox();
  expect(Math.abs(middleOf(line) - middleOf(remove))).toBeLessThan(12);
  await ask("PUT", `/projects/${project.slug}/teams`, { teamIds: [team.id] });
  await ask("PATCH", `/members/${viewer.id}`, { role: "viewer" });

  const context = await browser.newContext({ baseURL, storageState: await viewer.request.storageState() });
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/projects/${project.slug}/settings`);
  const sidebar = page.getByRole("complementary", { name: "Main" });
  const edge = (await sidebar.boundingBox())?.width ?? 0;
  const person = await sidebar.getByText(name).boundingBox();
  expect((person?.x ?? 0) + (person?.width ?? 0)).toBeLessThan(edge);
  await expect(page.getByText("Only owners and admins change the settings of a project.")).toBeVisible();
  const save = page.getByRole("button", { name: "Save changes" });
  const field = page.getByRole("textbox", { name: "Name" });
  for (const control of [save, field]) {
    await expect(control).toBeDisabled();
    await expect(control).toHaveCSS("cursor", "not-allowed");
  }
  await context.close();
});
