// `npm test`: everything that must hold, in order of how fast it tells. `npm test -- unit e2e` runs those parts only,
// `npm test -- senders` the unmodified log senders, which need minutes, many packages and free ports, and `npm test -- all` both.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, isBuilt } from "./build.mjs";
import { generateClient } from "./generate-client.mjs";
import { installPackages } from "./install-packages.mjs";
import { readPlaywrightReport, readVitestReport } from "./read-reports.mjs";
import { programOf, root } from "./run-step.mjs";

const reports = join(root, "test-results");
/** @type {{ passed: number, failed: number, skipped: string[], flaky: string[], failures: string[] }} */
const total = { passed: 0, failed: 0, skipped: [], flaky: [], failures: [] };
const rows = [];

const parts = {
  lint: () => check("lint", "oxlint/bin/oxlint", ["--type-aware"]),
  format: () => check("format", "@biomejs/biome/bin/biome", ["format", "."]),
  types: async () => {
    // Next's own types (routes, style sheets) are files that it writes.
    await run("next/dist/bin/next", ["typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
    return check("types", "typescript/bin/tsc", ["--noEmit", "--incremental", "false"]);
  },
  unit: () => vitest("unit", "unit with state"),
  db: () => vitest("db"),
  faults: async () => {
    // It needs packages that are installed only now.
    const { runFaults } = await import("./faults/run-faults.mjs");
    const { passed, failed } = await runFaults({ form: "short" });
    return { passed, failed, skipped: [], flaky: [] };
  },
  e2e: async () => {
    await installPackages("e2e/compat");
    return playwright("e2e", "journeys", "compat");
  },
  senders: async () => {
    await installPackages("e2e/compat/logs");
    return playwright("senders", "senders");
  },
};
/** What runs when nobody asks for it. */
const usual = Object.keys(parts).filter((name) => name !== "senders");

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  total.failed += 1;
}
summarise();

async function main(asked) {
  const names = asked.includes("all") ? Object.keys(parts) : asked.length > 0 ? asked : usual;
  const unknown = names.find((name) => !(name in parts));
  if (unknown)
    throw new Error(
      `There is no part “${unknown}”; the parts are ${Object.keys(parts).join(", ")}, and all.`,
    );
  await installPackages();
  await generateClient();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);
  for (const name of names) {
    console.log(`\n── ${name} ${"─".repeat(70 - name.length)}`);
    const begun = Date.now();
    const result = await parts[name]().catch((error) => {
      console.error(error.message);
      return { passed: 0, failed: 1, skipped: [], flaky: [] };
    });
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped.push(...result.skipped);
    total.flaky.push(...result.flaky);
    total.failures.push(...(result.failures ?? []));
    rows.push({ name, ...result, seconds: (Date.now() - begun) / 1000 });
  }
}

/** A tool that says yes or no counts as one test. */
async function check(name, program, args) {
  const code = await run(program, args);
  console.log(code === 0 ? `✓ ${name}` : `✗ ${name}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], flaky: [] };
}

async function vitest(...projects) {
  const report = join(reports, `${projects[0]}.json`);
  const args = [
    "run",
    ...projects.map((name) => `--project=${name}`),
    "--reporter=default",
    "--reporter=json",
    `--outputFile=${report}`,
  ];
  return readVitestReport(report, await run("vitest/vitest.mjs", args));
}

async function playwright(name, ...projects) {
  if (!isBuilt()) await build();
  const report = join(reports, `${name}.json`);
  const args = ["test", ...projects.map((project) => `--project=${project}`)];
  const code = await run("@playwright/test/cli.js", args, { JACKDAW_E2E_REPORT: report });
  return readPlaywrightReport(report, code);
}

function run(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [programOf(program), ...args], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "test", ...env },
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function summarise() {
  console.log(`\n── summary ${"─".repeat(63)}`);
  for (const row of rows)
    console.log(
      `${row.failed === 0 ? "✓" : "✗"} ${row.name.padEnd(8)} ${counts(row)} (${row.seconds.toFixed(0)} s)`,
    );
  for (const name of total.skipped) console.log(`SKIPPED: ${name}`);
  if (total.flaky.length > 0)
    console.log("\nFLAKY: passed only when repeated. Each is a race in the test or in Jackdaw; find it.");
  for (const name of total.flaky) console.log(`FLAKY: ${name}`);
  // At the very end, where also a log of which only the tail was kept shows them.
  for (const name of total.failures) console.log(`FAILED: ${name}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  console.log(counts(total));
}

function counts({ passed, failed, skipped, flaky }) {
  const rest = [
    skipped.length > 0 && `${skipped.length} skipped`,
    flaky.length > 0 && `${flaky.length} FLAKY`,
  ].filter(Boolean);
  return [`${passed} passed, ${failed} failed`, ...rest].join(", ");
}
