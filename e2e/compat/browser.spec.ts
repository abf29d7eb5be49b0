import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";
import { createProject } from "@/e2e/fixtures/project";
import { compatFolder } from "./run-client";
import { expectReported, modes } from "./scenario";

// The site stands on another origin than Jackdaw, as every real one does.
let site: Server;
let siteUrl = "";
const files = new Map<string, string>();

test.beforeAll(async () => {
  const bundle = await build({
    entryPoints: [join(compatFolder, "clients/sentry-browser.js")],
    bundle: true,
    write: false,
    format: "iife",
    keepNames: true,
  });
  files.set("/sentry-browser.js", bundle.outputFiles[0]?.text ?? "");
  files.set("/raven.js", await readFile(join(compatFolder, "node_modules/raven-js/dist/raven.js"), "utf8"));
  files.set("/raven-browser.js", await readFile(join(compatFolder, "clients/raven-browser.js"), "utf8"));
  site = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const file = files.get(pathname);
    response.setHeader("content-type", file ? "text/javascript" : "text/html");
    response.end(file ?? "<!doctype html><title>Shop</title><h1>Shop</h1>");
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  site.close();
});

const clients = [
  { name: "@sentry/browser", scripts: ["/sentry-browser.js"], sdk: /^sentry\.javascript\.browser\/11\./ },
  { name: "raven-js", scripts: ["/raven.js", "/raven-browser.js"], sdk: /^raven-js\/3\./, isLegacy: true },
];

for (const client of clients) {
  for (const mode of modes) {
    test(`${client.name} reports: ${mode}`, async ({ page, request, baseURL }) => {
      const project = await createProject(request, baseURL ?? "", `${client.name} ${mode}`, "javascript");
      await page.goto(`${siteUrl}/checkout`);
      const answered = page.waitForResponse((response) => response.url().startsWith(`${baseURL}/api/`));
      await page.evaluate(
        ([dsn, how]) => Object.assign(window, { DSN: dsn, MODE: how }),
        [project.dsn, mode],
      );
      for (const url of client.scripts) await page.addScriptTag({ url });
      expect((await answered).status()).toBe(200);
      await expectReported(project, mode, {
        type: "TypeError",
        value: /Cannot read properties of undefined/,
        functionName: "chargeCard",
        fileName: /(sentry|raven)-browser\.js/,
        platform: "javascript",
        sdk: client.sdk,
        saysHandled: !client.isLegacy,
      });
    });
  }
}
