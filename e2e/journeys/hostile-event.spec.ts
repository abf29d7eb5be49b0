import { expect, test } from "@playwright/test";
import { createProject } from "../fixtures/project";
import { sendEvent } from "../fixtures/send-events";

const script = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>`;
const link = `javascript:window.pwned=1`;

/** Every place of an event that a person sees, filled with what must stay text. */
const hostile = {
  message: script,
  platform: "javascript",
  level: "error",
  logger: script,
  transaction: script,
  culprit: link,
  server_name: script,
  release: "<b>1.0</b>",
  environment: "<i>prod</i>",
  exception: {
    values: [
      {
        type: `Error${script}`,
        value: `${script}\u202e\u0000 ${"x".repeat(5_000)}`,
        module: script,
        mechanism: { type: script, handled: false, help_link: link, data: { [script]: script } },
        stacktrace: {
          frames: [
            {
              function: script,
              filename: script,
              abs_path: link,
              module: script,
              lineno: 1,
              in_app: true,
              pre_context: [script],
              context_line: script,
              post_context: [script],
              vars: { [script]: script, __proto__: { a: 1 } },
            },
          ],
        },
      },
    ],
  },
  breadcrumbs: {
    values: [{ category: script, message: script, type: "http", data: { url: link, [script]: script } }],
  },
  user: { id: script, email: script, username: script, ip_address: "192.0.2.1", data: { [script]: script } },
  request: {
    url: link,
    method: script,
    headers: { Referer: link, [script]: script },
    query_string: script,
    data: { [script]: script },
    cookies: script,
  },
  contexts: { [script]: { [script]: script }, browser: { name: script, version: script } },
  tags: { [`k${script}`.slice(0, 30)]: script, url: link },
  extra: { [script]: [script, { deep: script }] },
  modules: { [script]: script },
  sdk: { name: script, version: script },
  fingerprint: [script],
};

test("nothing that an event says is ever run, fetched or followed", async ({ page, request, baseURL }) => {
  const project = await createProject(request, baseURL ?? "", "Hostile");
  await sendEvent(request, project.dsn, hostile);
  const [row] = await project.issues(1);

  const foreign: string[] = [];
  const errors: string[] = [];
  page.on("request", (sent) => {
    if (!sent.url().startsWith(baseURL ?? "") && !sent.url().startsWith("data:")) foreign.push(sent.url());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  for (const path of [
    `/issues?project=${project.slug}`,
    `/issues/${row?.shortId}`,
    `/projects/${project.slug}`,
    "/projects",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
    const isOpened = path.startsWith("/issues/");
    if (isOpened)
      for (const closed of await page.locator("details:not([open]) > summary, [aria-expanded=false]").all())
        await closed.click({ trial: true }).catch(() => undefined);
    const links = await page
      .locator("a[href]")
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).protocol));
    expect(links.filter((protocol) => !["http:", "https:"].includes(protocol))).toEqual([]);
  }
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expect(foreign).toEqual([]);
  expect(errors).toEqual([]);
});
