import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { createProject } from "@/e2e/fixtures/project";
import { findPython } from "./find-python";
import { installPython } from "./install-python";
import { compatFolder, runClient } from "./run-client";
import { expectReported, modes } from "./scenario";

type Version = [major: number, minor: number];

const clients = [
  {
    name: "sentry-sdk for Python",
    requirement: "sentry-sdk==2.75.0",
    script: "clients/sentry_python.py",
    sdk: /^sentry\.python\/2\./,
    needs: "Python 3.8 or newer",
    isFit: ([major, minor]: Version) => major === 3 && minor >= 8,
  },
  {
    name: "raven 6 for Python",
    requirement: "raven==6.10.0",
    script: "clients/raven_python.py",
    sdk: /^raven-python\/6\.10/,
    isLegacy: true,
    needs: "Python 3.4 to 3.12",
    isFit: ([major, minor]: Version) => major === 3 && minor <= 12,
  },
  {
    name: "raven 5 for Python",
    requirement: "raven==5.33.0",
    script: "clients/raven_python.py",
    sdk: /^raven-python\/5\.33/,
    isLegacy: true,
    // It names an attribute `async`, which is a keyword since 3.7.
    needs: "Python 3.4 to 3.6",
    isFit: ([major, minor]: Version) => major === 3 && minor <= 6,
  },
];

for (const client of clients) {
  test.describe(client.name, () => {
    const python = findPython(client.isFit);
    test.skip(python === null, `${client.name} is NOT TESTED: this machine has no ${client.needs}`);
    let program = "";

    test.beforeAll(() => {
      test.setTimeout(180_000);
      const folder = join(compatFolder, `.venv-${client.requirement.replaceAll(/[^a-z0-9]+/g, "-")}`);
      program = installPython(python as string, folder, [client.requirement]);
    });

    for (const mode of modes) {
      test(`reports: ${mode}`, async ({ request, baseURL }) => {
        const project = await createProject(request, baseURL ?? "", `${client.name} ${mode}`, "python");
        const run = await runClient(
          program,
          [client.script, mode],
          client.isLegacy ? project.legacyDsn : project.dsn,
        );
        expect(run.exitCode, run.output).toBe(mode === "unhandled" ? 1 : 0);
        await expectReported(project, mode, {
          type: "KeyError",
          value: "'card'",
          functionName: "charge_card",
          fileName: /(sentry|raven)_python/,
          platform: "python",
          sdk: client.sdk,
          saysHandled: !client.isLegacy,
          unhandledLevel: client.isLegacy ? "fatal" : "error",
        });
      });
    }
  });
}
