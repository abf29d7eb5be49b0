import { expect, test } from "@playwright/test";
import type { DeliveryPage } from "@/lib/notifications/schemas";
import { openSink } from "@/lib/notifications/testing/sink";
import { runClient } from "../compat/run-client";
import { inviteMember } from "../fixtures/invite-member";
import { makeAlert } from "../fixtures/make-alert";
import { openMailbox } from "../fixtures/mailbox";
import { createProject } from "../fixtures/project";
import { makeError, sendEvent } from "../fixtures/send-events";

const crash = (dsn: string) => runClient(process.execPath, ["clients/raven-node.cjs", "handled"], dsn);

test("from a crash in an old client to the mail, to the issue; it comes back in the same thread; one click ends it", async ({
  page,
  request,
  playwright,
  baseURL,
}) => {
  const shop = await createProject(request, baseURL ?? "", "Mailed till");
  const mia = await inviteMember(request, { playwright, baseURL }, "Mia");
  const box = openMailbox(mia.email);
  const sink = await openSink();
  const made = await request.post("/api/v1/channels", {
    headers: { origin: baseURL ?? "" },
    data: { kind: "webhook", name: "Shop hook", url: `${sink.url}/hook` },
  });
  const hook = (await made.json()) as { id: string };
  const recipients = [
    { to: { type: "user" as const, id: mia.id } },
    { to: { type: "channel" as const, id: hook.id } },
  ];
  // Two rules: within the throttle of one, what comes back waits for the next message.
  for (const [name, trigger] of [
    ["Something new", "new"] as const,
    ["Something is back", "regressed"] as const,
  ]) {
    const condition = { kind: "issue" as const, triggers: [trigger] };
    const definition = { condition, recipients, runbook: "Ask the till." };
    await makeAlert(request, baseURL, { name, project: shop, definition });
  }

  expect((await crash(shop.legacyDsn)).exitCode).toBe(0);
  const [issue] = await shop.issues(1);
  const shortId = issue?.shortId ?? "";
  const first = await box.mail(/New issue/);
  expect(first.subject).toBe(
    `[${shop.slug}] New issue: TypeError: Cannot read properties of undefined (reading 'number') (${shortId})`,
  );
  expect(first.text).toContain("return order.card.number;");
  expect(first.text).toContain("Ask the till.");
  expect(first.html).toContain("order.card.number");
  expect(first.header("auto-submitted")).toBe("auto-generated");
  expect(first.header("message-id")).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
  expect(first.header("references")).toContain(shortId);

  await page.goto(first.link(`${baseURL}/issues/`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("TypeError");
  // A button that is seen before its page has come to life does nothing.
  await page.waitForLoadState("networkidle");
  await page
    .getByRole("button", { name: /^Resolve/ })
    .first()
    .click();
  await expect.poll(async () => (await shop.issues(1))[0]?.status).toBe("resolved");
  expect((await crash(shop.legacyDsn)).exitCode).toBe(0);
  const second = await box.mail(/Came back after it was resolved/);
  expect(second.subject).toContain(`(${shortId})`);
  expect(second.header("references")).toBe(first.header("references"));
  expect(second.header("message-id")).not.toBe(first.header("message-id"));
  await expect
    .poll(() => sink.seen.map(({ headers }) => headers["x-jackdaw-event"]))
    .toEqual(["issue.new", "issue.regressed"]);
  expect(new Set(sink.seen.map(({ headers }) => headers["idempotency-key"])).size).toBe(2);

  // A mail program has no session, and comes from elsewhere.
  const unsubscribe = first.header("list-unsubscribe").slice(1, -1);
  expect(first.header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const clicked = await fetch(unsubscribe, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: first.header("list-unsubscribe-post"),
    redirect: "error",
  });
  expect(clicked.status).toBe(200);
  const wants = (await (await mia.request.get("/api/v1/account/notifications")).json()) as {
    wants: Record<string, boolean>;
  };
  expect(wants.wants).toMatchObject({ alerts: false, assigned: true });
  await sendEvent(request, shop.dsn, makeError("TillError", "the till is stuck", "ringUp"));
  const dropped = async () => {
    const answer = await request.get(`/api/v1/deliveries?project=${shop.slug}&state=dropped`);
    return ((await answer.json()) as DeliveryPage).rows.map((row) => [row.recipient.id, row.answer]);
  };
  await expect
    .poll(dropped, { timeout: 60_000 })
    .toEqual([[mia.id, "This person does not want such mails."]]);
  await expect.poll(() => sink.seen.length, { timeout: 60_000 }).toBe(3);
  const subjects = (await box.mails()).map(({ subject }) => subject);
  expect(subjects).toEqual([expect.stringMatching(/invites you/), first.subject, second.subject]);
  await sink.close();
});
