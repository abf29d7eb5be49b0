import type { Guide } from "./guide";

export function ravenPython(dsn: string): Guide {
  return {
    install: [{ title: "Terminal", code: "pip install raven==6.10.0" }],
    configure: [
      {
        title: "app.py",
        code: `from raven import Client

client = Client(
    "${dsn}",
    environment="production",
    release="1.0.0",
)`,
      },
    ],
    check: [
      {
        title: "app.py",
        code: `try:
    1 / 0
except ZeroDivisionError:
    client.captureException()`,
      },
    ],
    note: "For applications that still run on Python 2 or cannot move yet. Raven 5 and older insist on a secret in the DSN: put a colon and any word behind the key.",
  };
}
