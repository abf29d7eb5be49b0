import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import PostalMime from "postal-mime";
import { openMailServer } from "../../mail/open-mail-server.mjs";
import { signIn } from "../sign-in.mjs";
import { spawnJackdaw } from "../spawn-jackdaw.mjs";

const owner = { email: "bench@example.com", password: "a long bench password" };

/** A running Jackdaw that mails, with one person and one webhook to tell, and what came to both. */
export async function openAlertTarget() {
  const mailServer = await openMailServer();
  const posts = [];
  const hook = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      posts.push({ at: Date.now(), id: request.headers["idempotency-key"], body: JSON.parse(text) });
      response.end("ok");
    });
  }).listen(0, "127.0.0.1");
  await once(hook, "listening");
  const env = { JACKDAW_SMTP_URL: mailServer.url, JACKDAW_PRIVATE_HOSTS: "127.0.0.1" };
  const jackdaw = await spawnJackdaw({ owner, env });
  const api = await signIn(jackdaw.url, owner);
  const { members } = await api("GET", "/api/v1/members");
  const channel = await api("POST", "/api/v1/channels", {
    kind: "webhook",
    name: "Bench",
    url: `http://127.0.0.1:${hook.address().port}/`,
  });
  const recipients = [
    { to: { type: "user", id: members[0].id } },
    { to: { type: "channel", id: channel.id } },
  ];
  const read = new Map();
  return {
    posts,
    /** A project of its own with one rule. */
    async watch(name, condition, throttle = {}) {
      const project = await api("POST", "/api/v1/projects", { name, platform: "node" });
      await api("PATCH", `/api/v1/projects/${project.slug}`, { newIssuesPerMinute: null });
      const { keys } = await api("GET", `/api/v1/projects/${project.slug}/keys`);
      const definition = { condition, recipients, throttle };
      const rule = await api("POST", "/api/v1/alerts", { name, projects: [project.slug], definition });
      return { id: project.id, slug: project.slug, key: keys[0].publicKey, rule: rule.id, condition };
    },
    async send(project, event) {
      const answer = await fetch(`${jackdaw.url}/api/${project.id}/store/`, {
        method: "POST",
        headers: { "x-sentry-auth": `Sentry sentry_version=7, sentry_key=${project.key}` },
        body: JSON.stringify({ platform: "node", level: "error", ...event }),
      });
      if (answer.status !== 200) throw new Error(`An event was not taken: ${answer.status}`);
    },
    async sendLines(project, lines) {
      const answer = await fetch(`${jackdaw.url}/ingest/${project.key}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(lines),
      });
      if (!answer.ok) throw new Error(`Lines were not taken: ${answer.status}`);
    },
    api,
    /** All mails so far: when they came, their id, subject and text. */
    async mails() {
      for (const mail of mailServer.mails) {
        if (read.has(mail)) continue;
        const { messageId, subject, text } = await PostalMime.parse(mail.raw);
        read.set(mail, { at: mail.at, id: messageId, subject, text });
      }
      return [...read.values()];
    },
    /** Waits for something; after so long it gives up, and gives undefined. */
    async wait(find, longestMs) {
      for (const end = Date.now() + longestMs; Date.now() < end; await sleep(100)) {
        const found = await find();
        if (found) return found;
      }
      return undefined;
    },
    async close() {
      await jackdaw.stop();
      hook.closeAllConnections();
      hook.close();
      await mailServer.close();
    },
  };
}
