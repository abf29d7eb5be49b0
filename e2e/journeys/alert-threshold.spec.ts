import { expect, test } from "@playwright/test";
import type { Backtest, FiringPage, thresholdConditionSchema } from "@/lib/alerts/schemas";
import { openMailBox } from "@/lib/notifications/testing/mail-box";
import type { z } from "zod";
import { openClockedServer } from "../fixtures/clocked-server";
import { makeAlert } from "../fixtures/make-alert";
import { owner } from "../fixtures/owner";
import { createProject } from "../fixtures/project";
import { readMails } from "../fixtures/read-mail";
import { sendEvent } from "../fixtures/send-events";
import { sendLines } from "../fixtures/send-lines";

const condition: z.input<typeof thresholdConditionSchema> = {
  kind: "threshold",
  dataset: "events",
  query: "level:error",
  measure: { kind: "ratio", other: "" },
  windowMinutes: 1,
  critical: 20,
  minimum: 5,
};

const refusals: typeof condition = {
  kind: "threshold",
  dataset: "logs",
  query: "refused",
  measure: { kind: "count" },
  windowMinutes: 5,
  critical: 5,
};

test("an error rate crosses its threshold and recovers: a mail and an issue, a mail and its end, as the back-test says", async ({
  browser,
}) => {
  test.slow();
  const box = await openMailBox();
  const server = await openClockedServer(owner, { JACKDAW_SMTP_URL: box.url });
  try {
    const context = await browser.newContext({
      baseURL: server.url,
      storageState: { cookies: [], origins: [] },
    });
    const page = await context.newPage();
    const { request } = context;
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    // A minute that is still to come, whatever the start took: all of what follows lies in it.
    server.turnTo(5 * 60 + 5);
    const shop = await createProject(request, server.url, "Rated shop");
    const { members } = (await (await request.get("/api/v1/members")).json()) as {
      members: { id: string }[];
    };
    const recipients = [{ to: { type: "user" as const, id: members[0]?.id ?? "" } }];
    const rule = await makeAlert(request, server.url, {
      name: "Error rate",
      project: shop,
      definition: { condition, recipients },
    });
    // Words of log lines are asked of the log engine, which the worker has to reach.
    await makeAlert(request, server.url, {
      name: "Refusals",
      project: shop,
      definition: { condition: refusals, recipients },
    });
    await sendLines(
      request,
      shop,
      Array.from({ length: 8 }, (_, n) => ({ level: "info", message: `connection ${n} refused` })),
    );
    const send = (level: string, count: number) =>
      Promise.all(
        Array.from({ length: count }, () =>
          sendEvent(request, shop.dsn, { platform: "node", level, message: `A request was ${level}` }),
        ),
      );
    await send("error", 6);
    await send("info", 6);
    server.turnTo(6 * 60 + 20);

    const mail = async (subject: RegExp) => {
      await expect
        .poll(async () => (await readMails(box.mails)).map((one) => one.subject), { timeout: 60_000 })
        .toContainEqual(expect.stringMatching(subject));
      const found = (await readMails(box.mails)).find((one) => subject.test(one.subject ?? ""));
      if (!found) throw new Error("It came and went.");
      return found;
    };
    const told = await mail(/^Error rate is firing: 50% in 1 minute/);
    await page.goto(told.link(`${server.url}/issues/`));
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Error rate");
    const shortId = new URL(page.url()).pathname.split("/").at(-1);
    const status = async () =>
      ((await (await request.get(`/api/v1/issues/${shortId}`)).json()) as { status: string }).status;
    expect(await status()).toBe("unresolved");

    await send("info", 8);
    server.turnTo(7 * 60 + 20);
    const over = await mail(/^Error rate is well again/);
    expect(over.header("references")).toBe(told.header("references"));
    expect(over.header("message-id")).not.toBe(told.header("message-id"));
    expect(await status()).toBe("resolved");
    await mail(/^Refusals is firing: 8 in 5 minutes/);

    const { firings } = (await (await request.get(`/api/v1/alerts/${rule}/firings`)).json()) as FiringPage;
    const answer = await request.post("/api/v1/alerts/backtest", {
      headers: { origin: server.url },
      data: { projects: [shop.slug], condition, days: 1 },
    });
    const replayed = (await answer.json()) as Backtest;
    expect(replayed.notes).toEqual([]);
    expect(replayed.firings.map(({ startedAt, endedAt, peak }) => ({ startedAt, endedAt, peak }))).toEqual(
      firings.map(({ startedAt, endedAt, peak }) => ({ startedAt, endedAt, peak })),
    );
    expect(firings).toHaveLength(1);
    const mails = (await readMails(box.mails)).filter(({ subject }) => subject?.startsWith("Error rate"));
    expect(replayed.messages).toBe(mails.length);
  } finally {
    await server.stop();
    await box.close();
  }
});
