import { expect, test } from "@playwright/test";
import { createProject } from "@/e2e/fixtures/project";
import { runClient } from "./run-client";
import { expectReported, modes } from "./scenario";

const clients = [
  {
    name: "@sentry/node 11",
    args: ["clients/sentry-node.cjs", "sentry-node-11"],
    sdk: /^sentry\.javascript\.node\/11\./,
  },
  {
    name: "@sentry/node 8",
    args: ["clients/sentry-node.cjs", "sentry-node-8"],
    sdk: /^sentry\.javascript\.node\/8\./,
  },
  {
    name: "@sentry/node 7",
    args: ["clients/sentry-node.cjs", "sentry-node-7"],
    sdk: /^sentry\.javascript\.node\/7\./,
  },
  { name: "raven for Node", args: ["clients/raven-node.cjs"], sdk: /^raven-node\/2\./, isLegacy: true },
];

for (const client of clients) {
  for (const mode of modes) {
    test(`${client.name} reports: ${mode}`, async ({ request, baseURL }) => {
      const project = await createProject(request, baseURL ?? "", `${client.name} ${mode}`);
      const run = await runClient(
        process.execPath,
        [...client.args, mode],
        client.isLegacy ? project.legacyDsn : project.dsn,
      );
      expect(run.exitCode, run.output).toBe(mode === "unhandled" ? 1 : 0);
      await expectReported(project, mode, {
        type: "TypeError",
        value: "Cannot read properties of undefined (reading 'number')",
        functionName: "chargeCard",
        fileName: /(sentry|raven)-node/,
        platform: "node",
        sdk: client.sdk,
        saysHandled: !client.isLegacy,
        unhandledLevel: "fatal",
      });
    });
  }
}
