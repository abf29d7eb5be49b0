import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { createProject } from "@/e2e/fixtures/project";
import { sendEvent } from "@/e2e/fixtures/send-events";
import { readPayload } from "@/e2e/payloads/read-payloads";
import { bundleShop } from "@/scripts/payloads/bundle-shop.mjs";

// The shop's page and script, from which the recorded events came too: only the host differs.
let site: Server;
let siteUrl = "";

test.beforeAll(async () => {
  const script = await bundleShop({});
  site = createServer((request, response) => {
    const isScript = request.url === "/assets/shop.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : "<!doctype html><title>Shop</title><h1>Shop</h1>");
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  site.close();
});

const errors = [
  { name: "unhandled", type: "RangeError" },
  { name: "constructor", type: "RangeError" },
  // Each engine has words of its own for it.
  { name: "undefined-property", type: "TypeError" },
];

for (const { name, type } of errors) {
  test(`one error of Chromium, Firefox and WebKit is one issue: ${name}`, async ({
    page,
    request,
    baseURL,
  }) => {
    const project = await createProject(request, baseURL ?? "", `Engines ${name}`, "javascript");
    await page.goto(`${siteUrl}/checkout`);
    const answered = page.waitForResponse((response) => response.url().startsWith(`${baseURL}/api/`));
    await page.evaluate(
      ([dsn, wanted]) => Object.assign(window, { DSN: dsn, CASE: wanted }),
      [project.dsn, name],
    );
    await page.addScriptTag({ url: "/assets/shop.js" });
    expect((await answered).status()).toBe(200);
    await project.issues(1);

    for (const engine of ["firefox", "webkit"]) {
      await sendEvent(request, project.dsn, recorded(`sentry-browser-11.12.0-${engine}/${name}`));
    }

    await expect.poll(async () => (await project.issues(1))[0]?.eventCount).toBe(3);
    await page.goto(`${baseURL}/issues?project=${project.slug}`);
    const rows = page.getByRole("row").filter({ has: page.getByRole("gridcell") });
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(type);
    await expect(rows.locator(".c-ev")).toHaveText("3");
  });
}

test("another error of the same script is another issue in every engine", async ({ request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Engines apart", "javascript");
  for (const engine of ["chromium", "firefox", "webkit"]) {
    for (const name of ["handled", "other-function"]) {
      await sendEvent(request, project.dsn, recorded(`sentry-browser-11.12.0-${engine}/${name}`));
    }
  }
  const issues = await project.issues(2);
  expect(issues.map(({ eventCount }) => eventCount)).toEqual([3, 3]);
});

/** A recorded event as if it came from our site, now. */
function recorded(name: string): object {
  const text = JSON.stringify(readPayload(name)).replaceAll("https://shop.example.com", siteUrl);
  const { timestamp: _, ...event } = JSON.parse(text) as Record<string, unknown>;
  return event;
}
