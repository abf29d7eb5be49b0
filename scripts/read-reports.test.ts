import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPlaywrightReport, readVitestReport } from "./read-reports.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jackdaw-report-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(report: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report));
  return file;
}

const unread = { passed: 0, failed: 1, skipped: [], flaky: [], failures: [] };

const specs = (tests: Record<string, unknown>) =>
  Object.entries(tests).map(([title, test]) => ({ title, tests: [test] }));

describe("a report of journeys", () => {
  const red = "\u001b[31mexpect(locator).toBeVisible() failed\u001b[39m\n\nTimeout: 15000ms";
  const passed = { status: "expected", annotations: [], results: [{ status: "passed" }] };
  const repeated = {
    status: "flaky",
    annotations: [],
    results: [{ status: "failed", error: { message: red } }, { status: "passed" }],
  };
  const skipped = {
    status: "skipped",
    annotations: [{ type: "skip", description: "no Python" }],
    results: [],
  };
  const failed = {
    status: "unexpected",
    annotations: [],
    results: [
      { status: "failed", error: { message: red } },
      { status: "timedOut", error: { message: red } },
    ],
  };
  const stats = { expected: 0, unexpected: 0, flaky: 0 };

  it("names what passed only when repeated, with why it had failed, and counts it as passed", () => {
    const report = {
      stats: { ...stats, expected: 1, flaky: 2 },
      errors: [],
      suites: [
        {
          title: "keys.spec.ts",
          specs: specs({ "a key works": passed, "a key ends": repeated }),
          suites: [
            {
              title: "signed out",
              specs: specs({ "nothing is shown": { ...repeated, results: [{ status: "timedOut" }] } }),
            },
          ],
        },
      ],
    };
    expect(readPlaywrightReport(write(report), 0)).toEqual({
      passed: 3,
      failed: 0,
      skipped: [],
      flaky: [
        "keys.spec.ts › a key ends: expect(locator).toBeVisible() failed",
        "keys.spec.ts › signed out › nothing is shown",
      ],
      failures: [],
    });
  });

  it("counts what failed each time, and what broke outside a test", () => {
    const report = {
      stats: { ...stats, unexpected: 1 },
      errors: [{ message: "no browser" }],
      suites: [
        { title: "keys.spec.ts", specs: specs({ "a key works": failed, "a client reports": skipped }) },
      ],
    };
    expect(readPlaywrightReport(write(report), 1)).toEqual({
      passed: 0,
      failed: 2,
      skipped: ["keys.spec.ts › a client reports: no Python"],
      flaky: [],
      failures: ["keys.spec.ts › a key works: expect(locator).toBeVisible() failed", "no browser"],
    });
  });

  it("is a failure when the run ended badly, or left nothing that can be read", () => {
    const good = { stats: { ...stats, expected: 1 }, errors: [], suites: [] };
    expect(readPlaywrightReport(write(good), 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(readPlaywrightReport(write("{"), 0)).toEqual(unread);
    expect(readPlaywrightReport(join(folder, "none.json"), 0)).toEqual(unread);
  });
});

const named = (fullName: string, status: string, ...failureMessages: string[]) => ({
  fullName,
  status,
  failureMessages,
});

describe("a report of Vitest", () => {
  it("counts tests, and a file that does not load as one that failed", () => {
    const report = {
      testResults: [
        {
          name: "a.test.ts",
          status: "failed",
          assertionResults: [named("a", "passed"), named("b", "failed", "\u001b[31mred\u001b[39m\n at b")],
        },
        { name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
        {
          name: "c.test.ts",
          status: "passed",
          assertionResults: [named("c", "passed"), named("d", "pending")],
        },
      ],
    };
    expect(readVitestReport(write(report), 1)).toEqual({
      passed: 2,
      failed: 2,
      skipped: ["d"],
      flaky: [],
      failures: ["b: red", "b.test.ts: no such module"],
    });
  });

  it("names what passed only when it was repeated, and counts it as passed", () => {
    const assertionResults = [named("a", "passed"), named("b", "passed", "late\n at b")];
    const report = { testResults: [{ name: "a.test.ts", status: "passed", assertionResults }] };
    expect(readVitestReport(write(report), 0)).toMatchObject({ passed: 2, failed: 0, flaky: ["b: late"] });
  });

  it("is a failure when the run ended badly, or left nothing that can be read", () => {
    const good = { testResults: [{ name: "a", status: "passed", assertionResults: [named("a", "passed")] }] };
    expect(readVitestReport(write(good), 0)).toMatchObject({ passed: 1, failed: 0, flaky: [] });
    expect(readVitestReport(write(good), 1)).toMatchObject({ failed: 1 });
    expect(readVitestReport(join(folder, "none.json"), 0)).toEqual(unread);
  });
});
