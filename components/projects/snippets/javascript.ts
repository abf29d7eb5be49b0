import type { Guide } from "./guide";

export function javascript(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "npm install @sentry/browser" }],
    configure: [
      {
        title: "main.js",
        code: `import * as Sentry from "@sentry/browser";

// Before everything else, so that early errors are seen too.
Sentry.init({
  dsn: "${dsn}",
  environment: "production",
  release: "web@1.0.0",
});`,
      },
    ],
    check: [
      {
        title: "main.js",
        code: `setTimeout(() => {
  throw new Error("Jackdaw check");
});`,
      },
    ],
  };
}
