import { readFileSync } from "node:fs";

/** Counts of a Vitest JSON report. A file that does not load, and a bad exit without a failed test, count as one failure. */
export function readVitestReport(file, exitCode) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, skipped: [] };
  const tests = report.testResults.flatMap((suite) =>
    suite.assertionResults.map((test) => ({ ...test, file: suite.name })),
  );
  const passed = tests.filter((test) => test.status === "passed").length;
  const broken = report.testResults.filter((suite) => suite.status === "failed" && !hasFailure(suite)).length;
  const failed = tests.filter((test) => test.status === "failed").length + broken;
  const skipped = tests
    .filter((test) => !["passed", "failed"].includes(test.status))
    .map((test) => test.fullName);
  return { passed, failed: Math.max(failed, exitCode === 0 ? 0 : 1), skipped };
}

function hasFailure(suite) {
  return suite.assertionResults.some((test) => test.status === "failed");
}

/** The same of a Playwright JSON report; a test that only passed when repeated counts as failed. */
export function readPlaywrightReport(file, exitCode) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, skipped: [] };
  const { expected, unexpected, flaky } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  const skipped = report.suites.flatMap((suite) => namesOfSkipped(suite, []));
  return { passed: expected, failed: Math.max(failed, exitCode === 0 ? 0 : 1), skipped };
}

function namesOfSkipped(suite, path) {
  const here = [...path, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === "skipped")
      .map((test) => {
        const why = test.annotations.find(({ type }) => type === "skip")?.description;
        return `${[...here, spec.title].join(" › ")}${why ? `: ${why}` : ""}`;
      }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => namesOfSkipped(inner, here))];
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
