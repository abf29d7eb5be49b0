import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { createProject, type TestProject } from "../fixtures/project";

/** The commands of the page as they stand there, in order; there is one at least. */
async function readCommands(page: Page): Promise<string[]> {
  const commands = page.getByRole("group", { name: /^Terminal/ });
  await expect(commands.first()).toBeVisible();
  return commands.allTextContents();
}

/** What a person would do: paste it into a shell. Answers what the command prints. */
const paste = (command: string) => execFileSync("sh", ["-c", command], { timeout: 30_000 }).toString();

let project: TestProject;
test.beforeEach(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Log senders");
});

test("the shown command sends the first line, and the page says so by itself", async ({ page }) => {
  await page.goto(`/projects/${project.slug}/connect`);
  await page.getByRole("radio", { name: "Logs" }).click();
  await expect(page).toHaveURL(/kind=logs/);
  await page.getByRole("radio", { name: "curl" }).click();
  await expect(page).toHaveURL(/sender=curl/);
  const status = page.getByRole("complementary", { name: "Connection status" });
  await expect(status.getByText("Waiting for the first line")).toBeVisible();

  const [command = ""] = await readCommands(page);
  expect(JSON.parse(paste(command))).toEqual({ accepted: 1, rejected: 0 });
  await expect(
    status.getByText(`Received: 1 line in 24 hours, the first from ${project.slug}`),
  ).toBeVisible();
  await expect(status.getByRole("link", { name: "Read the logs" })).toHaveAttribute(
    "href",
    `/logs?project=${project.slug}`,
  );
});

test("every protocol's command is taken as it is shown", async ({ page }) => {
  let lines = 0;
  for (const [sender, answer, sent] of [
    ["loggly", /"response" ?: ?"ok"/, 3],
    ["hec", /"code":0/, 2],
    ["gelf", /^$/, 1],
    ["loki", /^$/, 1],
    ["elasticsearch", /"errors":false/, 1],
  ] as const) {
    await page.goto(`/projects/${project.slug}/connect?kind=logs&sender=${sender}`);
    for (const command of await readCommands(page)) expect(paste(command), command).toMatch(answer);
    lines += sent;
    // On a busy machine lines may go by way of the spool, and are counted when it is drained.
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(`Received: ${lines} lines in 24 hours`)).toBeVisible({ timeout: 2_000 });
    }).toPass();
  }
});

test("what is refused stands on the Rejected page, with its reason and its bytes", async ({
  page,
  request,
}) => {
  const token = new URL(project.dsn).username;
  const garbage = '{"streams": [ \u202ethis is no JSON <img src=x onerror=alert(1)>';
  const answer = await request.post(`/loki/api/v1/push`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    data: Buffer.from(garbage),
  });
  expect(answer.status()).toBe(400);

  await page.goto(`/projects/${project.slug}/connect?kind=logs`);
  await expect(page.getByText(/^1 line refused/)).toBeVisible();
  await page.goto(`/projects/${project.slug}/stats?category=log_item&period=24h`);
  await page.getByRole("link", { name: "Rejected logs" }).click();
  await expect(page.getByRole("heading", { name: "Rejected logs" })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "Loki" });
  await expect(row.getByRole("group")).toContainText("\\u202e");
  await expect(row.getByRole("group")).toContainText("<img src=x onerror=alert(1)>");

  const download = page.waitForEvent("download");
  await row.getByRole("link", { name: /^Download/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^rejected-.+\.bin$/);
  expect(await readFile(await file.path(), "utf8")).toBe(garbage);
  await checkBarriers(page, `/projects/${project.slug}/stats/rejected`);
});

for (const [name, path] of [
  ["the log setup", (slug: string) => `/projects/${slug}/connect?kind=logs&sender=rsyslog`],
  ["an empty Rejected page", (slug: string) => `/projects/${slug}/stats/rejected`],
] as const) {
  test(`${name} is free of barriers, in both themes, on a desk and on a phone`, async ({ page }) => {
    await checkBarriers(page, path(project.slug));
  });
}
