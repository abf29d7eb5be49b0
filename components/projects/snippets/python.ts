import type { Guide } from "./guide";

export function python(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "pip install --upgrade sentry-sdk" }],
    configure: [
      {
        title: "app.py",
        code: `import sentry_sdk

sentry_sdk.init(
    dsn="${dsn}",
    environment="production",
    release="app@1.0.0",
)`,
      },
    ],
    check: [{ title: "app.py", code: `raise RuntimeError("Jackdaw check")` }],
    note: "Django, Flask, FastAPI, Celery and others are found by themselves.",
  };
}
