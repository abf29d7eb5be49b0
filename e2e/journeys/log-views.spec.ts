import { expect, type Page, test } from "@playwright/test";
import { expectNoBarriers } from "../fixtures/expect-no-barriers";
import { createProject, type TestProject } from "../fixtures/project";
import { sendLines } from "../fixtures/send-lines";

let project: TestProject;

const tabsOf = (page: Page) => page.getByRole("navigation", { name: "Saved searches" });
const queryOf = (page: Page) => new URL(page.url()).searchParams.get("query");
const linesOf = (page: Page) => page.locator("[data-line]");

/** A file as somebody chooses it. */
const file = (csv: string) => ({ name: "teams.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });

async function search(page: Page, query: string): Promise<void> {
  await page.getByRole("combobox", { name: "Search logs" }).fill(query);
  await page.keyboard.press("Enter");
  await expect.poll(() => queryOf(page)).toBe(query);
}

test.beforeAll(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Log views");
  const now = Date.now();
  await sendLines(
    request,
    project,
    [
      ["web-1", "error", "card declined"],
      ["web-1", "info", "cart opened"],
      ["web-2", "error", "pool exhausted"],
    ].map(([host, level, message], at) => ({
      time: new Date(now - 60_000 - at * 1000).toISOString(),
      host,
      level,
      message,
      service: "shop",
    })),
  );
});

test("a search is saved as a tab, and its chart is pinned to the project", async ({ page }) => {
  const name = `Errors ${Date.now()}`;
  await page.goto(`/logs?project=${project.slug}`);
  await expect(linesOf(page)).toHaveCount(3);
  await search(page, "level:error");
  await expect(linesOf(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Save search" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this search" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Save search" }).click();
  const tab = tabsOf(page).getByRole("link", { name });
  await expect(tab).toHaveAttribute("aria-current", "page");
  await expect(tab).not.toContainText("changed");

  await search(page, "level:error | stats count() by host");
  await expect(tab).toContainText("changed");
  await page.getByRole("radio", { name: "Chart" }).click();
  await page.getByRole("button", { name: "Pin to project" }).click();
  const pin = page.getByRole("dialog", { name: "Pin the chart to a project" });
  await pin.getByLabel("Title").fill("Errors by host");
  await pin.getByRole("button", { name: "Pin chart" }).click();
  await expect(pin).toBeHidden();
  await tabsOf(page)
    .getByRole("button", { name: `Options of the search ${name}` })
    .click();
  await page.getByRole("menuitem", { name: "Back to the search as saved" }).click();
  await expect.poll(() => queryOf(page)).toBe("level:error");
  await page.goto(`/logs?project=${project.slug}`);
  await expect(tabsOf(page).getByRole("link", { name: "All lines" })).toHaveAttribute("aria-current", "page");
  await tab.click();
  await expect.poll(() => queryOf(page)).toBe("level:error");

  await page.goto(`/projects/${project.slug}`);
  const charts = page.getByRole("region", { name: "Charts of logs" });
  const chart = charts.getByRole("listitem").filter({ hasText: "Errors by host" });
  await expectNoBarriers(page, () => expect(chart).toContainText("web-2"));
  await charts.getByRole("button", { name: "Options of Errors by host" }).click();
  await page.getByRole("menuitem", { name: "Remove from the page" }).click();
  await expect(page.getByText("Removed Errors by host")).toBeVisible();
  await expect(chart).toBeHidden();
  await page.keyboard.press("z");
  await expect(chart).toContainText("web-2");
  await charts.getByRole("link", { name: "Open Errors by host in Logs" }).click();
  await expect.poll(() => queryOf(page)).toBe("level:error | stats count() by host");
});

test("a table is uploaded and looked up in, and lines of a level are kept for a shorter time", async ({
  page,
}) => {
  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByRole("main").getByRole("link", { name: "Logs", exact: true }).last().click();
  await expect(page.getByText("All lines go after 30 days.")).toBeVisible();
  await page.getByRole("button", { name: "Add a table" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a lookup table" });
  await dialog.getByLabel("Name").fill("teams");
  await dialog.getByLabel("File").setInputFiles(file("host,team\nweb-1,payments\nweb-2\n"));
  await dialog.getByRole("button", { name: "Add table" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    "Line 3, column 1: This row has 1 cell, and the first line has 2.",
  );
  await dialog.getByLabel("File").setInputFiles(file("host,team\nweb-1,payments\nweb-2,=stock\n"));
  await dialog.getByRole("button", { name: "Add table" }).click();
  await expect(page.getByRole("row", { name: /^teams/ })).toContainText("host, team");

  await expect(page.getByRole("dialog")).toBeHidden();
  await expectNoBarriers(page, () =>
    expect(page.getByRole("rowheader", { name: "Information" })).toBeVisible(),
  );

  await page.getByLabel("Of level debug").fill("3");
  await page.getByRole("button", { name: "Save log settings" }).click();
  await expect(
    page.getByText("Lines of level debug go after 3 days, all others after 30 days."),
  ).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Of level debug")).toHaveValue("3");

  const query = "| lookup teams on host | stats count() by team";
  await page.goto(`/logs?${new URLSearchParams({ project: project.slug, query, tab: "chart" })}`);
  await expect(page.getByRole("row", { name: /payments/ })).toContainText("2");
  await expect(page.getByRole("row", { name: /=stock/ })).toContainText("1");
});
