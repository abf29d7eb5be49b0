import { createServer, type Server } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, it } from "vitest";
import { type MailError, toMailError } from "./mail-error";
import { type Mail, type Mailer, openMailer } from "./open-mailer";

// The server's own certificate is one that nobody signed but itself.

/** Leads here, and is not known for this machine's own. */
const elsewhere = "0.0.0.0";

type Received = { from: string; to: string[]; user: unknown; isSecure: boolean; raw: string };

const opened: (() => Promise<unknown>)[] = [];
const mails: Received[] = [];

afterEach(async () => {
  mails.length = 0;
  for (const close of opened.splice(0)) await close();
});

async function serve(options: SMTPServerOptions = {}): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, callback) =>
      password === "right" ? callback(null, { user: username }) : callback(new Error("Wrong password")),
    onData: (stream, session, callback) => {
      const { mailFrom, rcptTo } = session.envelope;
      let raw = "";
      stream.on("data", (part: Buffer) => (raw += part.toString("utf8")));
      stream.on("end", () => {
        const from = mailFrom ? mailFrom.address : "";
        mails.push({
          from,
          to: rcptTo.map(({ address }) => address),
          user: session.user,
          isSecure: session.secure,
          raw,
        });
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(() => new Promise<void>((resolve) => server.close(resolve)));
  return (server.server.address() as { port: number }).port;
}

function mailer(url: string, from = "Jackdaw <jackdaw@example.com>"): Mailer {
  const made = openMailer({ url: new URL(url), from, domain: "example.com" });
  opened.unshift(async () => made.close());
  return made;
}

const mail: Mail = {
  to: "ada@example.org",
  subject: "Überlauf in billing",
  text: "Plain ✓",
  html: "<p>Rich ✓</p>",
  messageId: "d1@example.com",
  threadId: "issue-1-7@example.com",
  unsubscribeUrl: `https://errors.example.com/unsubscribe/${"t".repeat(120)}`,
};

const failure = (sending: Promise<unknown>) =>
  sending.then(
    () => null,
    (error: unknown) => error as MailError,
  );

it("sends text and HTML with the headers that belong to it", async () => {
  const port = await serve();
  expect(await mailer(`smtp://127.0.0.1:${port}`).send(mail)).toContain("250");
  const [received] = mails;
  expect(received).toMatchObject({ from: "jackdaw@example.com", to: ["ada@example.org"] });
  const parsed = await PostalMime.parse(received?.raw ?? "");
  expect(parsed).toMatchObject({
    subject: mail.subject,
    messageId: "<d1@example.com>",
    references: "<issue-1-7@example.com>",
    inReplyTo: "<issue-1-7@example.com>",
    to: [{ address: mail.to }],
  });
  expect([parsed.text?.trim(), parsed.html?.trim()]).toEqual([mail.text, mail.html]);
  const header = (key: string) => parsed.headers.find((one) => one.key === key)?.value;
  expect(header("list-unsubscribe")).toBe(`<${mail.unsubscribeUrl}>`);
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(header("auto-submitted")).toBe("auto-generated");
});

it("never lets text become a header or a second recipient", async () => {
  const port = await serve();
  const evil = "Broken\r\nBcc: eve@example.org\r\n\r\nHello";
  const sending = mailer(`smtp://127.0.0.1:${port}`);
  await sending.send({ ...mail, subject: evil, messageId: "a\r\nX-Evil: 1", threadId: "b\r\nX-Evil: 1" });
  await failure(sending.send({ ...mail, to: "ada@example.org>\r\nRCPT TO:<eve@example.org" }));
  await failure(sending.send({ ...mail, to: "ada@example.org, eve@example.org" }));
  for (const { raw, to } of mails) {
    expect(to).not.toContain("eve@example.org");
    const { headers } = await PostalMime.parse(raw);
    expect(headers.map(({ key }) => key)).not.toContain("bcc");
    expect(headers.map(({ key }) => key)).not.toContain("x-evil");
  }
});

it("signs in, over STARTTLS where it is offered", async () => {
  const port = await serve({ authOptional: false });
  await mailer(`smtp://jack%40daw:right@127.0.0.1:${port}`).send(mail);
  expect(mails[0]).toMatchObject({ user: "jack@daw", isSecure: true });
  const error = await failure(mailer(`smtp://jack:wrong@127.0.0.1:${port}`).send(mail));
  // Whoever runs the server can mend it: it is tried again.
  expect(error).toMatchObject({ isPermanent: false, message: expect.stringContaining("Wrong password") });
});

it("trusts no certificate of its own making but on this machine, or when told so", async () => {
  const port = await serve();
  const error = await failure(mailer(`smtp://${elsewhere}:${port}`).send(mail));
  expect(error).toMatchObject({ isPermanent: false, message: expect.stringContaining("certificate") });
  expect(mails).toEqual([]);
  await mailer(`smtp://${elsewhere}:${port}?verify=no`).send(mail);
  expect(mails[0]?.isSecure).toBe(true);
});

it("sends no password in clear to another machine", async () => {
  const port = await serve({ disabledCommands: ["STARTTLS"], authOptional: false });
  const error = await failure(mailer(`smtp://jack:right@${elsewhere}:${port}?verify=no`).send(mail));
  expect(error).toMatchObject({ isPermanent: false, message: expect.stringContaining("said: 500") });
  expect(mails).toEqual([]);
});

it("tells what is refused for now from what is refused for good", async () => {
  const answers = [451, 550];
  const port = await serve({
    onRcptTo: (_address, _session, callback) => {
      const responseCode = answers.shift();
      callback(responseCode ? Object.assign(new Error("No such luck"), { responseCode }) : null);
    },
  });
  const sending = mailer(`smtp://127.0.0.1:${port}`);
  expect(await failure(sending.send(mail))).toMatchObject({
    isPermanent: false,
    message: "127.0.0.1 said: 451 No such luck",
  });
  expect(await failure(sending.send(mail))).toMatchObject({
    isPermanent: true,
    message: "127.0.0.1 said: 550 No such luck",
  });
  await sending.send(mail);
  expect(mails).toHaveLength(1);
});

it.each([
  ["MAIL FROM", 550, false],
  ["AUTH PLAIN", 535, false],
  ["CONN", 554, false],
  ["RCPT TO", 450, false],
  ["RCPT TO", 550, true],
  ["DATA", 554, true],
  ["DATA", 452, false],
])("takes %s %i for permanent: %s", (command, responseCode, isPermanent) => {
  const error = Object.assign(new Error("said"), { command, responseCode });
  expect(toMailError(error, "mail").isPermanent).toBe(isPermanent);
});

it("gives up on a server that is not there, hangs up or says nothing", async () => {
  const port = await serve();
  await opened.pop()?.();
  expect(await failure(mailer(`smtp://127.0.0.1:${port}`).send(mail))).toMatchObject({
    isPermanent: false,
    message: "127.0.0.1 could not take the mail: the connection was refused",
  });
  const silent: Server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  opened.push(() => new Promise((resolve) => silent.close(resolve)));
  const { port: silentPort } = silent.address() as { port: number };
  expect(await failure(mailer(`smtp://127.0.0.1:${silentPort}`).send(mail))).toMatchObject({
    isPermanent: false,
  });
});
