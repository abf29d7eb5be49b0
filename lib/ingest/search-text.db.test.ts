import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { listIssues } from "@/lib/issues/list-issues";
import { listIssuesSchema } from "@/lib/issues/schemas";
import { createTestProject, openTestDatabase, send, type TestProject } from "./testing/ingest-fixture";

let close: () => Promise<void>;
let project: TestProject;

beforeAll(async () => {
  close = await openTestDatabase();
  project = await createTestProject();
  const frames = [
    { function: "emit", filename: "node:events", in_app: false },
    { function: "handleCheckout", filename: "src/routes/Checkout.ts", lineno: 40, in_app: true },
    { function: "applyCoupon", filename: "src/pricing/coupon.ts", lineno: 7, in_app: true },
    { function: "validate", filename: "node_modules/zod/index.js", in_app: false },
  ];
  const answer = await send("POST", `/api/${project.id}/store/?sentry_key=${project.publicKey}`, {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      event_id: randomUUID().replaceAll("-", ""),
      platform: "node",
      release: "web@2.1.0",
      environment: "production",
      user: { id: "42", email: "jan@example.com" },
      tags: { customer: "Acme" },
      transaction: "POST /checkout",
      exception: {
        values: [
          {
            type: "TypeError",
            value: "m".repeat(2000),
            mechanism: { type: "onerror", handled: false },
            stacktrace: { frames },
          },
        ],
      },
    }),
  });
  expect(answer.status).toBe(200);
});
afterAll(() => close());

it.each([
  ["handleCheckout Checkout.ts", 1],
  ["src/routes/checkout.ts", 1],
  ["stack.function:handleCheckout", 1],
  ["stack.function:applyCoupon stack.filename:src/routes/*", 1],
  ["stack.function:validate", 0],
  ["stack.filename:node_modules/*", 0],
  ["release:web@2.1.0 environment:production user.id:42", 1],
  ["customer:Acme error.unhandled:true error.mechanism:onerror", 1],
  ['transaction:"POST /checkout" level:error', 1],
  ["customer:Acme2", 0],
])("what arrived is found by %s: %i", async (query, count) => {
  const page = await listIssues(systemContext(), listIssuesSchema.parse({ query }));
  expect(page.query).toMatchObject({ errors: [], unknown: [] });
  expect(page.rows).toHaveLength(count);
});
