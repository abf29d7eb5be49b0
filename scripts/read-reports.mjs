import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

/**
 * Counts of a Vitest JSON report. A file that does not load, and a bad exit without a failed test, count as one failure. A
 * test that passed when it was repeated counts as passed; it is named in `flaky`, as those that failed are in `failures`,
 * with what went wrong at first.
 */
export function readVitestReport(file, exitCode) {
  const report = readJson(file);
  if (!report) return unread();
  const tests = report.testResults.flatMap((suite) =>
    suite.assertionResults.map((test) => ({ ...test, file: suite.name })),
  );
  const named = (status) =>
    tests
      .filter((test) => test.status === status && test.failureMessages?.length > 0)
      .map((test) => `${test.fullName}: ${firstLine(test.failureMessages[0])}`);
  const passed = tests.filter((test) => test.status === "passed").length;
  const broken = report.testResults.filter((suite) => suite.status === "failed" && !hasFailure(suite));
  const failed = tests.filter((test) => test.status === "failed").length + broken.length;
  const skipped = tests
    .filter((test) => !["passed", "failed"].includes(test.status))
    .map((test) => test.fullName);
  return {
    passed,
    failed: Math.max(failed, exitCode === 0 ? 0 : 1),
    skipped,
    flaky: named("passed"),
    failures: [
      ...named("failed"),
      ...broken.map((suite) => `${suite.name}: ${firstLine(suite.message ?? "")}`),
    ],
  };
}

function hasFailure(suite) {
  return suite.assertionResults.some((test) => test.status === "failed");
}

/** The same of a Playwright JSON report. */
export function readPlaywrightReport(file, exitCode) {
  const report = readJson(file);
  if (!report) return unread();
  const { expected, unexpected, flaky } = report.stats;
  const failed = unexpected + report.errors.length;
  const named = (status, why) => report.suites.flatMap((suite) => namesOf(suite, { status, why }, []));
  return {
    passed: expected + flaky,
    failed: Math.max(failed, exitCode === 0 ? 0 : 1),
    skipped: named("skipped", (test) => test.annotations.find(({ type }) => type === "skip")?.description),
    flaky: named("flaky", whyFirst),
    failures: [
      ...named("unexpected", whyFirst),
      ...report.errors.map(({ message }) => firstLine(message ?? "")),
    ],
  };
}

function namesOf(suite, { status, why }, path) {
  const here = [...path, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === status)
      .map((test) => {
        const reason = why(test);
        return `${[...here, spec.title].join(" › ")}${reason ? `: ${reason}` : ""}`;
      }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => namesOf(inner, { status, why }, here))];
}

/** What the first try failed with. */
function whyFirst(test) {
  const message = test.results.find(({ status }) => status !== "passed")?.error?.message;
  return message && firstLine(message);
}

/** Without the colours of a terminal. */
function firstLine(message) {
  return stripVTControlCharacters(message).split("\n", 1)[0];
}

/** What a run counts as that left no report. */
function unread() {
  return { passed: 0, failed: 1, skipped: [], flaky: [], failures: [] };
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
