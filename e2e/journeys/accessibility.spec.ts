import { test } from "@playwright/test";
import { checkBarriers } from "../fixtures/check-barriers";
import { createProject, type TestProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

let project: TestProject;
let shortId = "";

test.beforeAll(async ({ request, baseURL }) => {
  project = await createProject(request, baseURL ?? "", "Accessible");
  await sendEvent(request, project.dsn, {
    ...makeError("TypeError", "boom", "chargeCard"),
    breadcrumbs: [{ category: "cart", message: "opened" }],
    request: { url: "https://shop.example.com/cart", method: "POST", headers: { Accept: "text/html" } },
    user: { id: "42" },
    contexts: { runtime: { name: "node", version: "20" } },
  });
  await sendEvent(request, project.dsn, { message: "Stock is low", level: "warning" });
  shortId = (await project.issues(2)).find(({ type }) => type === "TypeError")?.shortId ?? "";
});

const pages: [name: string, path: () => string][] = [
  ["the issue list", () => `/issues?project=${project.slug}`],
  ["an empty issue list", () => `/issues?project=${project.slug}&q=nothing-matches-this`],
  ["an issue", () => `/issues/${shortId}`],
  ["a missing issue", () => "/issues/NO-1"],
  ["the projects", () => "/projects"],
  ["a new project", () => "/projects/new"],
  ["a project's overview", () => `/projects/${project.slug}`],
  ["Connect", () => `/projects/${project.slug}/connect`],
  ["a project's settings", () => `/projects/${project.slug}/settings`],
  ["the account", () => "/account"],
  ["a page that is not there", () => "/nowhere"],
];

for (const [name, path] of pages) {
  test(`${name} is free of barriers, in both themes, on a desk and on a phone`, async ({ page }) => {
    await checkBarriers(page, path());
  });
}

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  test("the sign-in page is free of barriers, in both themes, on a desk and on a phone", async ({ page }) => {
    await checkBarriers(page, "/sign-in");
  });
});
