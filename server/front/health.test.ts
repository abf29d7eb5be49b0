import { afterAll, beforeAll, expect, it } from "vitest";
import { forgetHealth } from "@/lib/health/read-health";
import { reportTakesEvents } from "@/lib/health/report";
import { freePort } from "../find-port";
import { startFront } from "../front";

let front: { close(): Promise<void> };
let base = "";

beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  // Nobody listens there: pages are away, and there is no database either.
  front = await startFront({ port, host: "127.0.0.1", web: { host: "127.0.0.1", port: 1 } });
});
afterAll(() => front.close());

it("answers by itself while pages and database are away", async () => {
  const health = await fetch(`${base}/healthz?from=monitor`);
  expect([health.status, await health.json()]).toEqual([200, { status: "degraded" }]);
  expect(health.headers.get("cache-control")).toBe("private, no-store");
  const ready = await fetch(`${base}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: "not ready" }]);
  reportTakesEvents(true);
  forgetHealth();
  expect((await fetch(`${base}/readyz`)).status).toBe(200);
  reportTakesEvents(false);
});

it("answers GET and HEAD alone, at exactly these paths", async () => {
  const head = await fetch(`${base}/healthz`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const posted = await fetch(`${base}/healthz`, { method: "POST", body: "x" });
  expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  expect((await fetch(`${base}/healthz/x`)).status).toBe(503);
});
