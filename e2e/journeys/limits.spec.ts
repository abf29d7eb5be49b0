import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";
import { compatFolder } from "../compat/run-client";
import { createProject } from "../fixtures/project";

// A shop on another origin than Jackdaw, with the browser SDK in its page.
let site: Server;
let siteUrl = "";

test.beforeAll(async () => {
  const bundle = await build({
    stdin: {
      contents: `import { captureMessage, flush, init } from "@sentry/browser"; Object.assign(window, { captureMessage, flush, init });`,
      resolveDir: compatFolder,
    },
    bundle: true,
    write: false,
    format: "iife",
  });
  const script = bundle.outputFiles[0]?.text ?? "";
  site = createServer(({ url }, response) => {
    const isScript = url === "/sdk.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : "<!doctype html><title>Shop</title><script src=/sdk.js></script>");
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  site.close();
});

type Sdk = {
  init(options: { dsn: string }): void;
  captureMessage(message: string): void;
  flush(): Promise<boolean>;
};

test("a limit set in the settings stops a browser's SDK, which can read why", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Limited");
  await page.goto(`/projects/${project.slug}/settings`);
  const events = page.getByLabel("Events per minute");
  const issues = page.getByLabel("New issues per minute");
  await expect(events).toHaveAttribute("placeholder", "No limit");
  await expect(issues).toHaveValue("100");

  await events.fill("many");
  await events.press("Enter");
  await expect(page.getByText("Enter a whole number from 1 to 10,000,000")).toBeVisible();
  await expect(events).toHaveAttribute("aria-invalid", "true");
  await events.fill("3");
  await issues.fill("");
  await events.press("Enter");
  await expect(page.getByText("Saved limits of Limited")).toBeVisible();
  await page.reload();
  await expect(events).toHaveValue("3");
  await expect(issues).toHaveValue("");

  await page.goto(siteUrl);
  const statuses: number[] = [];
  page.on("response", (response) => {
    const isOurs = response.url().startsWith(`${baseURL}/api/${project.id}/envelope/`);
    if (isOurs && response.request().postData()?.includes('"type":"event"')) statuses.push(response.status());
  });
  await page.evaluate((dsn) => (window as unknown as Sdk).init({ dsn }), project.dsn);
  const report = () =>
    page.evaluate(async () => {
      const sdk = window as unknown as Sdk;
      // The SDK leaves out what repeats the last event.
      sdk.captureMessage(`Checkout failed at ${performance.now()}`);
      await sdk.flush();
    });
  await expect
    .poll(async () => {
      await report();
      return statuses.at(-1);
    })
    .toBe(429);
  expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
  const sent = statuses.length;
  await report();
  expect(statuses.length, "the SDK waits").toBe(sent);

  const { pathname, username } = new URL(project.dsn);
  const send = () =>
    page.evaluate(async (url) => {
      const answer = await fetch(url, { method: "POST", body: "{}" });
      const read = (name: string) => answer.headers.get(name);
      return {
        status: answer.status,
        limits: read("x-sentry-rate-limits"),
        after: read("retry-after"),
        error: read("x-sentry-error"),
      };
    }, `${baseURL}/api${pathname}/store/?sentry_key=${username}`);
  let seen = await send();
  await expect
    .poll(async () => {
      seen = await send();
      return seen.status;
    })
    .toBe(429);
  expect(seen.limits).toBe(`${seen.after}:error;default;security:project:project_quota`);
  expect(Number(seen.after)).toBeGreaterThanOrEqual(1);
  expect(Number(seen.after)).toBeLessThanOrEqual(60);
  expect(seen.error).toContain("send again in");
});

test("a key is limited from its menu, by keyboard, and loses the limit the same way", async ({
  page,
  request,
  baseURL,
}) => {
  const project = await createProject(request, baseURL ?? "", "Limited key");
  await page.goto(`/projects/${project.slug}/connect`);
  const row = page.getByRole("row").filter({ hasText: "Default" });
  await expect(row).toContainText("No limit");

  const setLimit = async (limit: string) => {
    await page.getByRole("button", { name: "More actions for Default" }).press("Enter");
    await page.getByRole("menuitem", { name: "Limit" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Limit Default" });
    await expect(dialog.getByLabel("Events per minute")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Backspace");
    await page.keyboard.type(limit);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
  };
  await setLimit("2,000");
  await expect(row).toContainText("2,000/min");
  await page.reload();
  await expect(row).toContainText("2,000/min");
  await setLimit("");
  await expect(row).toContainText("No limit");
});
