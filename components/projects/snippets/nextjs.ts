import type { Guide } from "./guide";

export function nextjs(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "npm install @sentry/nextjs" }],
    configure: [
      {
        title: "instrumentation-client.ts",
        code: `import * as Sentry from "@sentry/nextjs";

Sentry.init({
  dsn: "${dsn}",
  environment: "production",
});

export const onRouterTransitionStart = Sentry.captureRouterTransitionStart;`,
      },
      {
        title: "instrumentation.ts",
        code: `import * as Sentry from "@sentry/nextjs";

export function register() {
  Sentry.init({
    dsn: "${dsn}",
    environment: "production",
  });
}

export const onRequestError = Sentry.captureRequestError;`,
      },
    ],
    check: [
      {
        title: "app/check/page.tsx",
        code: `"use client";

export default function Check() {
  return (
    <button onClick={() => { throw new Error("Jackdaw check"); }}>
      Throw
    </button>
  );
}`,
      },
    ],
    note: "The first file is for the browser, the second for the server and the edge runtime.",
  };
}
