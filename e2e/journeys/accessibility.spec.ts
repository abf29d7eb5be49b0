import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
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

async function checkBarriers(page: Page, path: string): Promise<void> {
  test.slow();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page.locator("[aria-busy=true], .skr")).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`,
      );
      expect(found, `${theme}, ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${theme}, ${width} px: the page scrolls sideways`).toBeLessThanOrEqual(0);
    }
  }
}
