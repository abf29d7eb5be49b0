import { expect, type Page, test } from "@playwright/test";
import { createProject, type TestProject } from "../fixtures/project";
import { sendLines } from "../fixtures/send-lines";

let project: TestProject;
test.beforeEach(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Read logs");
});

const line = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const MINUTE = 60_000;

test("a request is followed across two hosts by its trace", async ({ page, request }) => {
  const start = Date.now() - 20 * MINUTE;
  const trace = "7d3fa1c2e0b94f0a7d3fa1c2e0b94f0a";
  const other = "00000000000000000000000000000001";
  const at = (ms: number) => new Date(start + ms).toISOString();
  await sendLines(request, project, [
    {
      time: at(0),
      level: "info",
      host: "web-1",
      service: "shop",
      trace_id: trace,
      message: "POST /checkout",
    },
    { time: at(5), level: "info", host: "web-1", service: "shop", trace_id: other, message: "GET /cart" },
    {
      time: at(40),
      level: "debug",
      host: "pay-2",
      service: "payments",
      trace_id: trace,
      message: "charge begins",
    },
    {
      time: at(90),
      level: "error",
      host: "pay-2",
      service: "payments",
      trace_id: trace,
      message: "card refused by bank",
    },
    {
      time: at(95),
      level: "info",
      host: "pay-2",
      service: "payments",
      trace_id: other,
      message: "nothing to charge",
    },
    {
      time: at(120),
      level: "warning",
      host: "web-1",
      service: "shop",
      trace_id: trace,
      message: "checkout answered 502",
    },
  ]);
  await page.goto(`/logs?project=${project.slug}&query=level:error`);
  await line(page, "card refused by bank").click();
  await page.getByRole("link", { name: "Trace 7d3fa1c2" }).click();
  await expect(page).toHaveURL(/query=trace/);
  await expect(page.locator("[data-line]")).toHaveCount(4);
  await expect(page.locator("[data-line]")).toContainText([
    "checkout answered 502",
    "card refused by bank",
    "charge begins",
    "POST /checkout",
  ]);
  const hosts = page
    .getByRole("complementary", { name: "Fields" })
    .getByRole("group")
    .filter({ hasText: "host" });
  await expect(hosts.getByRole("button", { name: /^web-1, 50%/ })).toBeVisible();
  await hosts.getByRole("button", { name: /^pay-2, 50%/ }).click();
  await expect(page.locator("[data-line]")).toHaveCount(2);
  await expect(page.getByRole("combobox", { name: "Search logs" })).toHaveValue(
    new RegExp(`trace:${trace} host:pay-2`),
  );
});

test("the rare error of last Tuesday is found by its time, its fields and its neighbours", async ({
  page,
  context,
  request,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const today = new Date(new Date().setUTCHours(0, 0, 0, 0));
  const back = (today.getUTCDay() + 5) % 7 || 7; // days since the last one, today not counted
  const tuesday = today.getTime() - back * 24 * 60 * MINUTE;
  const incident = tuesday + 14 * 60 * MINUTE;
  const noise = Array.from({ length: 600 }, (_, n) => ({
    time: new Date(today.getTime() - (n + 1) * 15 * MINUTE).toISOString(),
    level: n % 5 === 0 ? "error" : "info",
    service: "web",
    host: `web-${n % 4}`,
    message: n % 5 === 0 ? `GET /search timed out after ${n} ms` : `GET /search took ${n} ms`,
  }));
  const burst = Array.from({ length: 300 }, (_, n) => ({
    time: new Date(incident + n * 1000).toISOString(),
    level: n === 150 ? "error" : "info",
    service: n % 3 === 0 ? "ledger" : "web",
    host: n % 3 === 0 ? "ledger-1" : "web-1",
    message: n === 150 ? "posting refused: book 2026 is closed" : `step ${n}`,
  }));
  await sendLines(request, project, [...noise, ...burst]);

  await page.goto(`/logs?project=${project.slug}`);
  await page.getByRole("combobox", { name: "Period" }).click();
  await page.getByRole("option", { name: "30 days" }).click();
  await expect(page.getByRole("status").filter({ hasText: "900 lines" })).toBeVisible();
  // A drag over the highest bar.
  const bars = await page.getByRole("slider", { name: "Values over time" }).boundingBox();
  if (bars === null) throw new Error("There are no bars.");
  const share = 1 - (Date.now() - incident) / (30 * 24 * 60 * MINUTE);
  const y = bars.y + bars.height / 2;
  await page.mouse.move(bars.x + bars.width * (share - 0.02), y);
  await page.mouse.down();
  await page.mouse.move(bars.x + bars.width * (share + 0.02), y, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*to=/);
  const stretch = new URL(page.url()).searchParams;
  expect(Date.parse(stretch.get("from") ?? "")).toBeLessThan(incident);
  expect(Date.parse(stretch.get("to") ?? "")).toBeGreaterThan(incident + 5 * MINUTE);

  const fields = page.getByRole("complementary", { name: "Fields" });
  await fields.getByRole("button", { name: /^ledger,/ }).click();
  await expect(page).toHaveURL(/service/);
  await fields.getByRole("button", { name: /^error,/ }).click();
  const found = line(page, "posting refused");
  await expect(page.locator("[data-line]")).toHaveCount(1);
  await found.click();
  await page.getByRole("button", { name: "Surrounding lines" }).click();
  const around = page.getByRole("list", { name: "Surrounding lines, newest first" });
  // Those of the host alone: every third.
  await expect(around.getByRole("listitem")).toHaveCount(21);
  await expect(around).toContainText("step 147");
  await expect(around).not.toContainText("step 149");

  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  await page.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(page.getByRole("heading", { name: "Log line" })).toBeVisible();
  await expect(page.getByText("posting refused: book 2026 is closed").first()).toBeVisible();
});

test("a query is written in several lines, runs on Enter, and tells a slip in a level", async ({
  page,
  request,
}) => {
  await sendLines(request, project, [
    { level: "error", message: "took=731ms" },
    { level: "error", message: "took=12ms" },
  ]);
  await page.goto(`/logs?project=${project.slug}`);
  // What is typed before the page has come to life is lost.
  await expect(page.locator("[data-line]")).toHaveCount(2);
  const field = page.getByRole("search").getByLabel("Search logs");
  await field.fill("level:eror");
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByRole("alert").getByRole("button", { name: "error" }).click();
  await expect(page.locator("[data-line]")).toHaveCount(2);
  await field.press("End");
  await field.press("Shift+Enter");
  await expect(field).toBeFocused();
  await field.pressSequentially('| parse "took={ms:int}ms"');
  await field.press("Shift+Enter");
  await field.pressSequentially("| where ms > 500");
  await field.press("Escape");
  await field.press("Enter");
  await expect(page.locator("[data-line]")).toHaveCount(1);
  await expect(field).toHaveValue('level:error\n| parse "took={ms:int}ms"\n| where ms > 500');
  await field.press("ControlOrMeta+a");
  await field.pressSequentially("level:error");
  await expect(field).toBeFocused();
  await field.press("Enter");
  await expect(page.locator("[data-line]")).toHaveCount(2);
});

test("a question that counts shows its table, a name that nobody sends is told, and lines come back with the filter", async ({
  page,
  request,
}) => {
  await sendLines(request, project, [
    ...Array.from({ length: 3 }, () => ({ level: "info", service: "web", message: "GET /cart" })),
    { level: "error", service: "ledger", message: "book is closed" },
  ]);
  const account = "1234567890123456789";
  const answer = await request.post(`/ingest/${new URL(project.dsn).username}`, {
    headers: { "content-type": "application/json" },
    data: Buffer.from(`{"service":"ledger","message":"booked","account":${account}}`),
  });
  expect(await answer.json()).toEqual({ accepted: 1, rejected: 0 });
  await page.goto(`/logs?project=${project.slug}`);
  await expect(page.locator("[data-line]")).toHaveCount(5);
  const field = page.getByRole("search").getByLabel("Search logs");
  await field.fill("| stats count() by servce");
  await field.press("Escape");
  await page.getByRole("button", { name: "Run" }).click();
  const table = page.getByRole("tabpanel", { name: "The result as a table" });
  await expect(table.getByRole("row")).toHaveText([/servce/, /–.*5/]);
  await expect(page.getByText("No line of this time has a field servce.")).toBeVisible();
  await page.getByRole("button", { name: "service", exact: true }).click();
  await expect(table.getByRole("row")).toHaveText([/service/, /web.*3/, /ledger.*2/]);
  // The link alone leads there, too.
  await page.reload();
  await expect(table.getByRole("row")).toHaveCount(3);
  await page.getByRole("radio", { name: "Lines" }).click();
  await expect(page.locator("[data-line]")).toHaveCount(5);
  await field.fill("booked");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.locator("[data-line]")).toHaveCount(1);
  await line(page, "booked").click();
  await expect(page.getByText(account, { exact: true }).first()).toBeVisible();
  // Lines come without what no column shows; a column that is added brings it.
  await page.getByRole("button", { name: "Show account as a column" }).click();
  await expect(page.locator("[data-line]").getByRole("gridcell", { name: account })).toBeVisible();
});

test("a tab that cannot be loaded says so, and the rest of the page stays", async ({ page, request }) => {
  await sendLines(request, project, [{ level: "info", message: "still here" }]);
  await page.goto(`/logs?project=${project.slug}`);
  await expect(page.locator("[data-line]")).toHaveCount(1);
  await page.context().setOffline(true);
  await page.getByRole("radio", { name: "Patterns" }).click();
  await expect(page.getByText("This part of the page could not be loaded")).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("radio", { name: "Lines" }).click();
  await expect(line(page, "still here")).toBeVisible();
});
