import type { Guide } from "./guide";

export function node(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "npm install @sentry/node" }],
    configure: [
      {
        title: "instrument.mjs",
        code: `import * as Sentry from "@sentry/node";

Sentry.init({
  dsn: "${dsn}",
  environment: "production",
  release: "api@1.0.0",
});`,
      },
      {
        title: "Terminal",
        code: `# ES modules
node --import ./instrument.mjs app.mjs

# CommonJS
node --require ./instrument.cjs app.cjs`,
      },
    ],
    check: [
      {
        title: "app.mjs",
        code: `setTimeout(() => {
  throw new Error("Jackdaw check");
});`,
      },
    ],
    note: "Load the file before the application, so that frameworks and database drivers are seen.",
  };
}
