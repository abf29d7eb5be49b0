import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { RuleDetail, RuleSummary } from "@/lib/alerts/schemas";
import { checkBarriers } from "../fixtures/check-barriers";
import { pressUntil } from "../fixtures/press-until";
import { createProject, type TestProject } from "../fixtures/project";

let project: TestProject;

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const fieldOf = (page: Page) => page.getByRole("textbox", { name: "Rule name" });

const isList = (url: URL) => url.pathname === "/api/v1/alerts";

async function readRule(request: APIRequestContext, id: string): Promise<RuleDetail> {
  return (await (await request.get(`/api/v1/alerts/${id}`)).json()) as RuleDetail;
}

/** Calls our own API as the owner; the answer's JSON. */
async function send<T>(
  request: APIRequestContext,
  baseURL: string | undefined,
  method: "POST" | "PATCH",
  path: string,
  data: unknown,
): Promise<T> {
  const headers = { origin: baseURL ?? "", "sec-fetch-site": "same-origin" };
  const answer = await request.fetch(path, { method, headers, data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (answer.status() === 204 ? undefined : await answer.json()) as T;
}

test.beforeAll(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", `Watched ${Date.now()}`);
});

test("a ready-made alert is made, changed, silenced, switched off and deleted", async ({
  page,
  request,
  baseURL,
}) => {
  test.slow();
  // Other journeys may have made alerts: for a moment the list is as that of a new server.
  await page.route(isList, (route) =>
    route.request().method() === "GET" ? route.fulfill({ json: { rules: [] } }) : route.continue(),
  );
  await page.goto("/alerts");
  await pressUntil(page, "r", () =>
    expect(page.getByRole("heading", { name: "No alerts yet" })).toBeVisible({ timeout: 500 }),
  );
  await expect(page.getByRole("list", { name: "Ready-made alerts" }).getByRole("listitem")).toHaveCount(3);
  await page.unroute(isList);
  const made = page.waitForResponse(
    (response) => isList(new URL(response.url())) && response.request().method() === "POST",
  );
  await page.getByRole("button", { name: "Create Error rate" }).click();
  const { id } = (await (await made).json()) as { id: string };
  await page.getByRole("link", { name: "Change it" }).click();
  await page.waitForURL(`**/alerts/${id}`);

  // Changed, and not lost by a click elsewhere.
  const name = `Rate ${Date.now()}`;
  await expect(fieldOf(page)).toHaveValue("Error rate");
  await fieldOf(page).fill(name);
  const limit = page.getByRole("textbox", { name: "Throttle window" });
  await limit.fill("45");
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Alerts" }).click();
  const stay = async () => {
    await page.getByRole("button", { name: "Stay here" }).click();
    await expect(page).toHaveURL(`/alerts/${id}`);
    await expect(fieldOf(page)).toHaveValue(name);
  };
  await stay();
  // Nor by a key, by the palette, or by the browser's own way back.
  await page.getByRole("heading", { name: "Throttle" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await stay();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Search or run a command" }).fill("Releases");
  await page.getByRole("option", { name: "Releases" }).first().click();
  await stay();
  await page.evaluate(() => window.history.back());
  await stay();
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText("Unsaved changes")).toBeHidden();
  expect(await readRule(request, id)).toMatchObject({ name, definition: { throttle: { minutes: 45 } } });
  await expect(page.getByRole("region", { name: "Changes" })).toContainText(
    `raised the time between messages from 30 min to 45 min`,
  );

  // What somebody else saved is not written over in silence.
  await fieldOf(page).fill(`${name} of mine`);
  await send(request, baseURL, "PATCH", `/api/v1/alerts/${id}`, { name: `${name} of theirs` });
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByText("Somebody changed this alert meanwhile")).toBeVisible();
  expect(await readRule(request, id)).toMatchObject({ name: `${name} of theirs` });
  await page.getByRole("button", { name: "Go on with mine" }).click();
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByText("Unsaved changes")).toBeHidden();
  expect(await readRule(request, id)).toMatchObject({ name: `${name} of mine` });

  // Whoever does not mind goes back.
  await fieldOf(page).fill(`${name} of nobody`);
  await page.evaluate(() => window.history.back());
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL("/alerts");
  await expect(rowOf(page, `${name} of mine`)).toBeVisible();

  // From its row. What the list is filtered by stands in the address.
  await page.goto(`/alerts?words=${encodeURIComponent(`${name} of`)}`);
  const row = rowOf(page, name);
  await expect(row).toContainText("Events matching level:>=error go above 10 a minute within 15 min");
  await row.getByRole("button", { name: `Options of ${name}` }).click();
  await page.getByRole("menuitem", { name: "Silence for 8 hours" }).click();
  await expect(row.getByText("Silenced", { exact: true })).toBeVisible();
  await expect.poll(async () => (await readRule(request, id)).silencedUntil).not.toBeNull();
  await row.getByRole("switch").click();
  await expect(row.getByText("Off", { exact: true })).toBeVisible();
  await expect.poll(async () => (await readRule(request, id)).isEnabled).toBe(false);
  await expect(page.getByText(`${name} of mine is off`)).toBeVisible();
  await page.keyboard.press("z");
  await expect.poll(async () => (await readRule(request, id)).isEnabled).toBe(true);
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Off", exact: true }).click();
  await expect(page.getByText("No alert matches")).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get("state")).toBe("off");
  await page.goBack();
  await row.getByRole("button", { name: `Options of ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete alert" }).click();
  await expect(page.getByText(`The alert ${name} of mine was deleted`)).toBeVisible();
  await expect(row).toBeHidden();
  expect((await request.get(`/api/v1/alerts/${id}`)).status()).toBe(404);
  await page.goto(`/alerts/${id}`);
  await expect(page.getByRole("heading", { name: "This alert is not here" })).toBeVisible();
});

test("an alert is written, and what the server has against it stands where it is", async ({
  page,
  request,
}) => {
  test.slow();
  const name = `Written ${Date.now()}`;
  await page.goto(`/alerts/new?dataset=events&projects=${project.slug}&query=level:error`);
  // The past is asked for by a page that has come to life.
  await expect(page.getByText(/^Replayed in/)).toBeVisible();
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await fieldOf(page).fill(name);
  await page.getByRole("checkbox", { name: "Quiet hours" }).check();
  await page.getByRole("textbox", { name: "Quiet hours begin" }).fill("23:30");
  await page.getByRole("combobox", { name: "Time zone of the quiet hours" }).fill("Europe/Nowhere");
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByText("Europe/Nowhere is no time zone.")).toBeVisible();
  await page.getByRole("combobox", { name: "Time zone of the quiet hours" }).fill("Europe/Berlin");
  await page.getByRole("button", { name: "Add recipient" }).click();
  await page.getByRole("option", { name: "Whoever owns the issue" }).click();
  await page.getByRole("textbox", { name: "Runbook" }).fill("Look at **payments** first");
  await page.getByRole("radio", { name: "Preview", exact: true }).click();
  await expect(page.locator("strong", { hasText: "payments" })).toBeVisible();
  await page.getByRole("button", { name: "Save rule" }).click();
  await page.waitForURL(/\/alerts\/[0-9a-f-]{36}$/);
  const saved = await readRule(request, page.url().split("/").at(-1) ?? "");
  expect(saved).toMatchObject({
    name,
    projects: [project.slug],
    definition: {
      condition: { kind: "threshold", query: "level:error" },
      quietHours: { from: "23:30", timeZone: "Europe/Berlin" },
      runbook: "Look at **payments** first",
    },
  });
  expect(saved.definition.recipients.map(({ to }) => to.type)).toContain("owners");
  await expect(page.getByRole("region", { name: "Now" })).toContainText("OK");

  // The palette knows it, and j and Enter lead to it.
  await page.goto(`/alerts?words=${encodeURIComponent(name)}`);
  await expect(rowOf(page, name)).toBeVisible();
  await pressUntil(page, "j", () => expect(rowOf(page, name)).toBeFocused({ timeout: 500 }));
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/alerts/${saved.id}`);
  await page.goto("/issues");
  await pressUntil(page, "ControlOrMeta+k", () =>
    expect(page.getByRole("combobox", { name: "Search or run a command" })).toBeVisible({ timeout: 500 }),
  );
  await page.getByRole("combobox", { name: "Search or run a command" }).fill(name);
  await page.getByRole("option", { name }).first().click();
  await page.waitForURL(`**/alerts/${saved.id}`);
});

test("a channel that is made in another tab can be chosen when one comes back", async ({
  page,
  request,
  baseURL,
}) => {
  const name = `Hook ${Date.now()}`;
  await page.clock.install();
  await page.goto(`/alerts/new?dataset=events&projects=${project.slug}&query=level:error`);
  await expect(page.getByText(/^Replayed in/)).toBeVisible();
  // While time stands still, nothing is asked again by itself.
  await page.clock.pauseAt(Date.now() + 60_000);
  await send(request, baseURL, "POST", "/api/v1/channels", {
    kind: "webhook",
    name,
    url: "https://hooks.example.com/a",
  });
  await expect(async () => {
    const answer = page.waitForResponse((response) => response.url().endsWith("/api/v1/channels"), {
      timeout: 2000,
    });
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    expect(await (await answer).text()).toContain(name);
  }).toPass();
  await page.clock.resume();
  await page.getByRole("button", { name: "Add recipient" }).click();
  await expect(page.getByRole("option", { name })).toBeVisible();
});

test("the pages of alerts are free of barriers, in both themes, on a desk and on a phone", async ({
  page,
  request,
  baseURL,
}) => {
  const name = `Free ${Date.now()}`;
  const { id } = await send<Pick<RuleSummary, "id">>(request, baseURL, "POST", "/api/v1/alerts", {
    name,
    projects: [project.slug],
    definition: {
      condition: {
        kind: "threshold",
        dataset: "events",
        query: "level:error",
        measure: { kind: "count" },
        windowMinutes: 15,
        critical: 120,
        warning: 90,
        resolve: 60,
      },
      recipients: [{ to: { type: "owners" } }],
      quietHours: { from: "22:00", to: "07:00", timeZone: "Europe/Berlin", except: "critical" },
      runbook: "Look at payments first",
    },
  });
  await checkBarriers(page, `/alerts?words=${encodeURIComponent(name)}`);
  await checkBarriers(page, `/alerts/${id}`);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(
    page.getByRole("banner").filter({ has: page.getByRole("link", { name: "Back" }) }),
  ).toContainText(name);
});
