import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const everywhere = {
  resolve: { alias: { "@": import.meta.dirname } },
};
const aside = ["**/node_modules/**", "e2e/**", ".next/**", "dist/**", "data/**"];

// What keeps something in its module, in the process or on the disk, and what puts other modules in place of real ones.
const withState = [
  "lib/{auth,health,http,ingest,projects}/**/*.test.ts",
  "lib/*.test.ts",
  "server/**/*.test.ts",
  "scripts/**/*.test.ts",
];
const unit = {
  // Vitest leaves one core to itself, which on two is half of them.
  maxWorkers: availableParallelism(),
  sequence: { groupOrder: 0 },
  // Against hanging only: a busy machine is no mistake.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        ...everywhere,
        test: {
          ...unit,
          name: "unit",
          // Pure functions know nothing of each other: a process for each file would cost more than the tests.
          isolate: false,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...aside, "**/*.db.test.ts", ...withState],
        },
      },
      {
        ...everywhere,
        test: {
          ...unit,
          name: "unit with state",
          include: withState,
          exclude: [...aside, "**/*.db.test.ts"],
        },
      },
      {
        ...everywhere,
        test: {
          name: "db",
          // They wait for Postgres and for timers much of the time; more at once would run out of connections.
          maxWorkers: Math.min(availableParallelism(), 2),
          sequence: { groupOrder: 1 },
          include: ["**/*.db.test.ts"],
          exclude: aside,
          globalSetup: "server/testing/start-test-postgres.ts",
          // Real timers and a real server on a busy machine: what passes only then is named loudly by `npm test`.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
