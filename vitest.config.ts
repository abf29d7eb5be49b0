import { defineConfig } from "vitest/config";

const everywhere = {
  resolve: { alias: { "@": import.meta.dirname } },
};
const aside = ["**/node_modules/**", "e2e/**", ".next/**", "dist/**", "data/**"];

export default defineConfig({
  test: {
    projects: [
      {
        ...everywhere,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...aside, "**/*.db.test.ts"],
          // Against hanging only: a busy machine is no mistake.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...everywhere,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: aside,
          globalSetup: "server/testing/start-test-postgres.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
