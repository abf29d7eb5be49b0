import { expect, type Page, test } from "@playwright/test";
import { expectNoBarriers } from "../fixtures/expect-no-barriers";
import { openMailbox } from "../fixtures/mailbox";
import { owner } from "../fixtures/owner";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";
import { sendLines } from "../fixtures/send-lines";

let project: TestProject;
let shortId: string;
const name = `Broken ${Date.now()}`;

const sentenceOf = (page: Page) => page.getByRole("group", { name: "Condition" });
const pastOf = (page: Page) => page.getByRole("region", { name: "The past week with this rule" });
const threshold = (page: Page) => page.getByRole("textbox", { name: "Threshold", exact: true });

test.beforeAll(async ({ request, baseURL }) => {
  const site = baseURL ?? "";
  project = await createProject(request, site, "Alert editor");
  // Twelve lines within a quarter of an hour, and four within another one.
  const now = Date.now();
  const times = [
    ...Array.from({ length: 12 }, (_, at) => now - 3 * 3_600_000 + at * 1000),
    ...Array.from({ length: 4 }, (_, at) => now - 9 * 3_600_000 + at * 1000),
  ];
  await sendLines(
    request,
    project,
    times.map((time) => ({
      time: new Date(time).toISOString(),
      level: "error",
      message: "disk is full",
      host: "a",
    })),
  );
  await sendEvent(request, project.dsn, makeError("TypeError", "x is undefined", "pay"));
  shortId = (await project.issues(1))[0]?.shortId ?? "";
  const saved = await request.post("/api/v1/views", {
    headers: { origin: site, "sec-fetch-site": "same-origin" },
    data: { subject: "logs", name, address: `query=level%3Aerror&project=${project.slug}` },
  });
  expect(saved.status(), await saved.text()).toBeLessThan(300);
});

test("a saved search becomes an alert, and its past shows while it is edited", async ({ page }) => {
  await page.goto("/logs");
  const tabs = page.getByRole("navigation", { name: "Saved searches" });
  await tabs.getByRole("link", { name }).click();
  await tabs.getByRole("button", { name: `Options of the search ${name}` }).click();
  await page.getByRole("menuitem", { name: "Create alert" }).click();

  await expect(page.getByRole("textbox", { name: "Rule name" })).toHaveValue(name);
  await expect(sentenceOf(page)).toContainText("the number of log lines");
  await expect(sentenceOf(page)).toContainText(`in ${project.slug} matching level:error`);
  await expect(pastOf(page)).toContainText("It would never have fired.");

  // By the keyboard alone.
  await threshold(page).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("10");
  await expect(pastOf(page)).toContainText("It would have fired once");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("3");
  await expect(pastOf(page)).toContainText("It would have fired 2 times");
  await page.keyboard.type("x");
  await expect(threshold(page)).toHaveValue("3x");
  await expect(threshold(page)).toHaveAccessibleDescription("Use a number, such as 120.");
  await expect(pastOf(page)).toContainText("Finish the sentence");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("ArrowUp");
  await expect(threshold(page)).toHaveValue("4");
  // Exactly on the threshold is no breach.
  await expect(pastOf(page)).toContainText("It would have fired once");
  const tries = page.getByRole("radiogroup", { name: "Try another threshold" });
  await tries.getByRole("radio", { name: "3: 2 times" }).click();
  await expect(threshold(page)).toHaveValue("3");
  await expect(tries.getByRole("radio", { checked: true })).toHaveText("32×");
});

test("a bad query shows its place, a test arrives by mail, and the rule is saved", async ({ page }) => {
  const address = new URLSearchParams({
    dataset: "logs",
    query: "level:error",
    projects: project.slug,
    name,
  });
  await page.goto(`/alerts/new?${address}`);
  await expect(pastOf(page)).toContainText("It would never have fired.");
  await page.getByRole("button", { name: "Query: level:error" }).click();
  const field = page.getByRole("combobox", { name: "Query of the condition" });
  await expect(field).toBeFocused();
  await field.fill("level:error host:(");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Character \d+$/ })).toBeVisible();
  await expect(pastOf(page)).toContainText("what is wrong with it stands above");
  // What was found last stays.
  await expect(pastOf(page)).toContainText("It would never have fired.");
  await field.fill("level:error");
  await page.keyboard.press("Enter");
  await expect(pastOf(page)).toContainText(/Replayed in [\d.]+ s/);

  await page.getByRole("button", { name: "Add…" }).click();
  await page.getByRole("menuitem", { name: "when it is over" }).click();
  await expect(sentenceOf(page)).toContainText("Clear when it stays below");
  await sentenceOf(page).getByRole("button", { name: "Remove when it is over" }).click();
  await expect(sentenceOf(page)).not.toContainText("Clear when");

  await page.getByRole("button", { name: "Send test", exact: true }).click();
  const mail = await openMailbox(owner.email).mail(new RegExp(`^Test: ${name} is firing`));
  expect(mail.text).toContain("sent this to try the alert; nothing has happened");
  expect(mail.text).toContain("disk is full");
  await expect(page.getByText(/^Test delivered/)).toBeVisible();

  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/\/alerts\/[0-9a-f-]{36}$/);
  await expectNoBarriers(page, () => expect(pastOf(page)).toContainText("It would never have fired."));
});

test("an issue is watched from its page, and what is watched can change", async ({ page }) => {
  await page.goto(`/issues/${shortId}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Alert me about this issue" }).click();
  await expect(page.getByRole("textbox", { name: "Rule name" })).toHaveValue(`${shortId} comes back`);
  await expect(sentenceOf(page)).toContainText(`matching issue:${shortId}`);
  await expect(sentenceOf(page)).toContainText("a regression, an issue that escalates or an archived issue");
  await page.getByRole("radio", { name: "Events" }).click();
  await expect(sentenceOf(page)).toContainText(`the number of events in ${project.slug} matching issue:`);
  await page.getByRole("radio", { name: "Issues" }).click();
  await expect(sentenceOf(page)).toContainText("a regression, an issue that escalates or an archived issue");
});
