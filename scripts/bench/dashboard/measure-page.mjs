import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";

const LOADS = 9;
const LATER_MS = 500;
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * How the issue list comes up in Chromium: the middle of several first visits, each with an empty cache. LCP as the browser
 * reports it, and the scripts that the list needs to stand and to answer, in kB as gzip packs them: all that is fetched until
 * nothing more comes, while the browser never says that it has nothing to do. What is fetched in advance when it says so (the
 * palette, menus, dialogs) is named beside it, and so is how long the page takes for what a person does: the slowest of the
 * events that the browser timed. Scripts are read in visits of their own: a copy of each goes through the browser's own process,
 * which a visit that is timed would wait for.
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
    for (let load = 0; load <= LOADS; load++) loads.push(await timeList(browser, url, storageState));
    // The first is to warm up the server.
    const [, ...counted] = loads;
    const lcp = middle(counted);
    const { scripts, bytes } = await readScripts(browser, url, storageState, { isBusy: true });
    const inAdvance = (await readScripts(browser, url, storageState)).bytes - bytes;
    console.log("page");
    console.log(`  LCP ${counted.map((ms) => ms.toFixed(0)).join(" ")} ms`);
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

/** One first visit: when the largest of what it shows was painted, in ms from the start. */
async function timeList(browser, url, storageState) {
  return await visit(browser, url, storageState, async (page, open) => {
    await open();
    return await page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
            type: "largest-contentful-paint",
            buffered: true,
          });
        }),
    );
  });
}

/** How many scripts one first visit fetches, and their size in bytes of gzip; those of a browser that `isBusy` are what must be there. */
async function readScripts(browser, url, storageState, { isBusy = false } = {}) {
  return await visit(browser, url, storageState, async (page, open) => {
    if (isBusy) await page.addInitScript(() => (window.requestIdleCallback = () => 0));
    const bodies = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") bodies.push(response.body());
    });
    await open();
    // The browser may find nothing to do only some time after the network is at rest.
    await page.waitForTimeout(LATER_MS);
    const scripts = await Promise.all(bodies);
    return { scripts: scripts.length, bytes: scripts.reduce((sum, body) => sum + gzipSync(body).length, 0) };
  });
}

/** Runs with a page of a context of its own, with an empty cache, and with what opens the list there and waits until it stands. */
async function visit(browser, url, storageState, run) {
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    return await run(page, async () => {
      await page.goto(`${url}/issues`, { waitUntil: "networkidle" });
      await page.locator("[data-issue]").first().waitFor();
    });
  } finally {
    await context.close();
  }
}

/** What a person does first, each with the longest time that the browser measured from the input to the next frame. */
async function interact(browser, url, storageState) {
  return await visit(browser, url, storageState, async (page, open) => {
    await open();
    await page.evaluate(() => {
      window.timed = [];
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) window.timed.push({ startTime, duration });
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
    const begun = [];
    for (const act of Object.values(acts)) {
      begun.push(await page.evaluate(() => performance.now()));
      await act();
      // What an act started may go on after its frame.
      await page.evaluate(
        () =>
          new Promise((done) =>
            requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done))),
          ),
      );
    }
    // The browser tells of an event some time after the frame that ended it, maybe during the next act: what counts is when it began.
    await page.waitForTimeout(LATER_MS);
    const timed = await page.evaluate(() => window.timed);
    return Object.fromEntries(
      Object.keys(acts).map((name, place) => {
        const [from, to] = [begun[place], begun[place + 1] ?? Number.POSITIVE_INFINITY];
        const own = timed.filter(({ startTime }) => startTime >= from && startTime < to);
        return [name, Math.max(0, ...own.map(({ duration }) => duration))];
      }),
    );
  });
}
