import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { writeToken } from "@/lib/notifications/unsubscribe/token";
import { insertOrganization, insertPerson } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { GET, POST } from "./[token]/route";

process.env.JACKDAW_SECRET = randomBytes(32).toString("hex");
useDatabase();

function ask(verb: typeof GET, token: string, body?: string): Promise<Response> {
  const request = new Request(`http://localhost/unsubscribe/${token}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { origin: "https://mail.example", "content-type": "application/x-www-form-urlencoded" },
    body,
  });
  return verb(request, { params: Promise.resolve({ token }) });
}

async function chosen(): Promise<unknown[]> {
  return (await pool().query("SELECT subject, is_wanted FROM notification_preference")).rows;
}

it("ends mails by one click of a mail program, without a redirect, and not because somebody looked", async () => {
  const organizationId = await insertOrganization("ours");
  const userId = await insertPerson({ name: "Ada", role: "member", organizationId });
  const token = writeToken({ to: "user", userId, organizationId, subject: "alerts" });
  expect((await ask(GET, token)).status).toBe(303);
  expect(await chosen()).toEqual([]);
  expect((await ask(POST, "other", "List-Unsubscribe=One-Click")).status).toBe(404);
  expect((await ask(POST, token, "List-Unsubscribe=One-Click")).status).toBe(200);
  expect(await chosen()).toEqual([{ subject: "alerts", is_wanted: false }]);
  const page = await ask(POST, token, "");
  expect([page.status, page.headers.get("location")]).toEqual([303, "/unsubscribe?done=1"]);
});
