import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { openMailServer } from "../mail/open-mail-server.mjs";

/** An answer takes so long: two workers are at it side by side. */
const ANSWER_MS = 30;
/** Until what is written comes due: its rows are held by then. */
const SOON_MS = 500;
/** Within it each worker looks for what is due. */
const COME_MS = 1_500;
const PEOPLE = 12;
const HOOKS = 8;
/** Stands in each message, and tells it from all others. */
const KEY = /key-[0-9a-f]{16}/;

/**
 * A mail server and a webhook that note what they take. `shut` holds up whoever comes, either before it is taken or when it is,
 * before it is answered; `open` lets them go on. `taken` is in order: which message, and by which id the sender knows it.
 */
export async function openOffice() {
  const taken = [];
  let gate;
  let held = 0;
  const heldIds = [];
  const note = (text, id) => taken.push({ key: KEY.exec(text)?.[0] ?? text.slice(0, 200), id });
  const wait = async (where, id) => {
    await sleep(ANSWER_MS);
    if (gate?.where !== where) return;
    held++;
    if (id !== undefined) heldIds.push(id);
    await gate.isOpen;
  };
  const mails = await openMailServer({
    meet: () => wait("before"),
    async accept({ raw }) {
      const id = /^message-id: (.+)$/im.exec(raw)?.[1] ?? "";
      // Lines of a mail are folded: "=" at their end.
      note(raw.replaceAll("=\r\n", ""), id);
      await wait("after", id);
    },
  });
  const hook = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", async () => {
      await wait("before");
      // Whoever was killed meanwhile told nothing.
      if (request.socket.destroyed) return;
      const id = request.headers["idempotency-key"] ?? "";
      note(body, id);
      await wait("after", id);
      response.end("ok");
    });
  }).listen(0, "127.0.0.1");
  await once(hook, "listening");
  const hookUrl = `http://127.0.0.1:${hook.address().port}/`;
  const open = () => {
    gate?.open();
    gate = undefined;
  };
  return {
    taken,
    mailUrl: mails.url,
    hookUrl,
    /** Ids of what was taken while it was shut: whoever sent it may not have had the answer in time. */
    heldIds,
    /** How many it holds up. */
    get held() {
      return held;
    },
    shut(where) {
      held = 0;
      let opened;
      const isOpen = new Promise((resolve) => {
        opened = resolve;
      });
      gate = { where, isOpen, open: opened };
    },
    open,
    async close() {
      open();
      hook.closeAllConnections();
      hook.close();
      await mails.close();
    },
  };
}

/** People and webhooks of an organization of their own, and messages to them by Jackdaw's own `enqueue`. */
export async function openStream({ program, postgres, project, office, secret }) {
  process.env.JACKDAW_SECRET = secret;
  const jackdaw = await import(pathToFileURL(program).href);
  const organizationId = `f${randomBytes(6).toString("hex")}`;
  await postgres.query("INSERT INTO organization (id, name, slug) VALUES ($1, $1, $1)", [organizationId]);
  await postgres.query("UPDATE project SET organization_id = $2 WHERE id = $1", [project.id, organizationId]);
  const recipients = [];
  for (let n = 0; n < PEOPLE; n++) {
    const id = `${organizationId}-${n}`;
    await postgres.query(
      `WITH made AS (INSERT INTO app_user (id, name, email, updated_at) VALUES ($1, $1, $1 || '@example.com', now()))
       INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $1, 'member')`,
      [id, organizationId],
    );
    recipients.push(`user:${id}`);
  }
  for (let n = 0; n < HOOKS; n++) {
    const id = randomUUID();
    const settings = { url: office.hookUrl, signingKey: "key" };
    await postgres.query(
      `INSERT INTO channel (id, organization_id, kind, name, address, secret, verified_at, created_by)
       VALUES ($1, $2, 'webhook', $3, '127.0.0.1', $4, now(), $5)`,
      [id, organizationId, `Hook ${n}`, jackdaw.sealSecret(settings, id), `${organizationId}-0`],
    );
    recipients.push(`channel:${id}`);
  }
  const due = new Set();
  jackdaw.usePool(jackdaw.openPool(postgres.url, 2));
  return {
    due,
    tell,
    /**
     * Writes so many messages, and holds their rows until each worker has come for them, so that all who do not pass over what
     * somebody holds are at the same rows at the same moment.
     */
    async tellAtOnce(count) {
      await tell(count, new Date(Date.now() + 3_600_000));
      await postgres.query(
        "UPDATE delivery SET due_at = now() + make_interval(secs => $2) WHERE project_id = $1 AND status = 'waiting'",
        [project.id, SOON_MS / 1_000],
      );
      await jackdaw.transaction(async (db) => {
        await db.query("SELECT FROM delivery WHERE project_id = $1 AND status = 'waiting' FOR UPDATE", [
          project.id,
        ]);
        await sleep(SOON_MS + COME_MS);
      });
    },
    close: () => jackdaw.closePool(),
  };

  /** Writes so many messages, each to the next of the recipients. */
  async function tell(count, dueAt) {
    for (let n = 0; n < count; n++) {
      const key = `key-${randomBytes(8).toString("hex")}`;
      const notification = {
        id: jackdaw.notificationId("fault", key),
        kind: "test",
        issueId: null,
        firingId: null,
        facts: { kind: "test", by: key, at: new Date().toISOString() },
      };
      const recipient = recipients[due.size % recipients.length];
      await jackdaw.transaction((db) =>
        jackdaw.enqueue(db, {
          projectId: project.id,
          organizationId,
          ruleId: null,
          severity: "",
          notification,
          recipients: [recipient],
          dueAt,
        }),
      );
      due.add(key);
    }
  }
}
