import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";

const LOADS = 9;
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * How the issue list comes up in Chromium: the middle of several first visits, each with an empty cache. LCP as the browser
 * reports it, and the scripts that the list needs to stand and to answer, in kB as gzip packs them: all that is fetched until
 * nothing more comes, while the browser never says that it has nothing to do. What is fetched in advance when it says so (the
 * palette, menus, dialogs) is named beside it, and so is how long the page takes for what a person does: the slowest of the
 * events that the browser timed.
 */
export async function measurePage(url, { email, password }) {
  const browser = await chromium.launch({
    executablePath: process.env.JACKDAW_E2E_BROWSER ?? BROWSERS.find((path) => existsSync(path)),
    // Chromium's sandbox refuses to run as root.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    const storageState = await signIn(browser, url, email, password);
    const loads = [];
    for (let load = 0; load <= LOADS; load++) loads.push(await loadList(browser, url, storageState));
    // The first is to warm up the server.
    const [, ...counted] = loads;
    const lcp = middle(counted.map((load) => load.lcp));
    const { scripts, bytes } = await loadList(browser, url, storageState, { isBusy: true });
    const inAdvance = Math.max(...counted.map((load) => load.bytes)) - bytes;
    console.log("page");
    console.log(`  LCP ${counted.map((load) => load.lcp.toFixed(0)).join(" ")} ms`);
    console.log(
      `  ${scripts} scripts, ${(bytes / 1000).toFixed(1)} kB, and ${(inAdvance / 1000).toFixed(1)} kB in advance`,
    );
    console.log(
      `  interaction ${Object.entries(await interact(browser, url, storageState))
        .map(([name, ms]) => `${name} ${ms}`)
        .join(", ")} ms`,
    );
    return { lcp_ms: lcp.toFixed(0), js_kb: (bytes / 1000).toFixed(0) };
  } finally {
    await browser.close();
  }
}

function middle(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function signIn(browser, url, email, password) {
  const context = await browser.newContext();
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
    headers: { origin: url, "sec-fetch-site": "same-origin" },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(`Sign-in failed: ${answer.status()}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function loadList(browser, url, storageState, { isBusy = false } = {}) {
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  if (isBusy) await page.addInitScript(() => (window.requestIdleCallback = () => 0));
  const bodies = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") bodies.push(response.body());
  });
  await page.goto(`${url}/issues`, { waitUntil: "networkidle" });
  await page.locator("[data-issue]").first().waitFor();
  const lcp = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  const scripts = await Promise.all(bodies);
  await context.close();
  return {
    lcp,
    scripts: scripts.length,
    bytes: scripts.reduce((sum, body) => sum + gzipSync(body).length, 0),
  };
}

/** What a person does first, each with the longest time that the browser measured from the input to the next frame. */
async function interact(browser, url, storageState) {
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}/issues`, { waitUntil: "networkidle" });
  await page.evaluate(() => {
    window.slowest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.slowest = Math.max(window.slowest, duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: false });
  });
  const acts = {
    "next row": () => page.keyboard.press("j"),
    select: () => page.keyboard.press("x"),
    "select all": () => page.getByRole("checkbox", { name: /^Select the/ }).click(),
    type: () => page.keyboard.press("/").then(() => page.keyboard.type("level:err")),
    tab: () => page.getByRole("navigation", { name: "Views" }).getByRole("link").nth(1).click(),
    sort: () => page.getByRole("columnheader").getByRole("button", { name: "Events" }).click(),
  };
  const slowest = {};
  for (const [name, act] of Object.entries(acts)) {
    await page.evaluate(() => (window.slowest = 0));
    await act();
    // Durations are told after the paint that ends them, and what an act started may go on after that.
    await page.evaluate(
      () =>
        new Promise((done) =>
          requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done))),
        ),
    );
    slowest[name] = await page.evaluate(() => window.slowest);
  }
  await context.close();
  return slowest;
}
