import { expect, test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { createProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

test("forty occurrences of two bugs show as two issues with right counts", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Two bugs");
  const sent = Array.from({ length: 40 }, (_, index) => {
    const isFirstBug = index % 8 < 5;
    const error = isFirstBug
      ? makeError("TypeError", `cart ${index} has no card`, "chargeCard")
      : makeError("RangeError", `page ${index} of 7`, "turnPage");
    return sendEvent(request, project.dsn, { ...error, user: { id: String(index % 6) } });
  });
  await Promise.all(sent);

  await page.goto(`/issues?project=${project.slug}`);
  const rows = page.getByRole("row").filter({ has: page.getByRole("gridcell") });
  await expect(rows).toHaveCount(2);
  const charge = rows.filter({ hasText: "TypeError" });
  const turn = rows.filter({ hasText: "RangeError" });
  await expect(charge.locator(".c-ev")).toHaveText("25");
  await expect(turn.locator(".c-ev")).toHaveText("15");
  await expect(charge.locator(".c-us")).toHaveText("6");
});

test("a person sees what made events one issue, and begins a rule with it", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Explained");
  const hostile = '<img src=x onerror=alert(1)> "order" 4711';
  for (let sent = 0; sent < 2; sent++) {
    await sendEvent(request, project.dsn, makeError("TypeError", `${hostile}${sent}`, "chargeCard"));
  }
  const { issue } = await project.onlyEvent();

  await page.goto(`/issues/${issue.shortId}`);
  const panel = page.getByRole("region", { name: "Why these events are one issue" });
  await expect(panel).toContainText("Same exception type");
  await expect(panel.getByRole("list")).toHaveCount(0);
  await page.getByRole("link", { name: "Every part that was compared" }).click();
  const tree = panel.getByRole("list", { name: "What is compared" });
  await expect(tree).toBeVisible();
  await expect(page).toHaveURL(/grouping=true/);
  await expect(panel.getByText("Decided")).toBeVisible();

  // What counts stands out, what does not says why.
  const frame = (name: string) => tree.getByRole("listitem").filter({ hasText: name }).last();
  await expect(frame("chargeCard").getByRole("img", { name: "Counts" }).first()).toBeVisible();
  await expect(frame("listen")).toContainText("not in-app");
  await expect(frame("listen").getByRole("img", { name: "Does not count" }).first()).toBeVisible();
  await frame("listen").getByRole("button", { expanded: false }).click();
  await expect(frame("listen").getByRole("img", { name: "Counts" })).toHaveCount(0);
  await expect(tree.getByText("not used, the stack trace is")).toBeVisible();
  await expect(tree.locator("mark").first()).toHaveText("<int>");
  await panel.getByRole("switch", { name: "Only what counts" }).click();
  await expect(frame("listen")).toHaveCount(0);
  await expect(frame("chargeCard")).toBeVisible();
  await panel.getByRole("radio", { name: "system" }).click();
  await expect(frame("listen").getByRole("img", { name: "Counts" }).first()).toBeVisible();
  await panel.getByRole("radio", { name: "app", exact: true }).click();

  await panel.getByRole("button", { name: "Events with this hash" }).click();
  const dialog = page.getByRole("dialog", { name: `Events of ${issue.shortId} with one hash` });
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await page.keyboard.press("Escape");

  await panel.getByRole("link", { name: "Write a rule…" }).click();
  await expect(page).toHaveURL(`/projects/${project.slug}/grouping?fingerprint=*`.replace("*", encodeRule()));
  await expect(page.getByRole("textbox").first()).toHaveValue(RULE);
});

const RULE = 'error.type:"TypeError" stack.function:"chargeCard" -> typeerror-chargecard';

function encodeRule(): string {
  return new URLSearchParams({ r: RULE }).toString().slice(2);
}

test("the panel of what made events one issue is free of barriers", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Panel without barriers");
  await sendEvent(request, project.dsn, makeError("TypeError", "order 4711 has no card", "chargeCard"));
  const { issue } = await project.onlyEvent();
  await checkBarriers(page, `/issues/${issue.shortId}?grouping=true`);
});
