import { isIP } from "node:net";
import { createTransport } from "nodemailer";
import { toMailError } from "./mail-error";
import type { MailSettings } from "./read-mail-settings";

/** A mail to one address. Ids stand without angle brackets. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** The thread that it belongs to. */
  threadId: string | null;
  /** Address for one click (RFC 8058); none for what somebody asked for, such as an invitation. */
  unsubscribeUrl: string | null;
};

export type Mailer = {
  /** Gives what the server said. @throws MailError */
  send(mail: Mail): Promise<string>;
  close(): void;
};

const CONNECT_MS = 10_000;
const SILENCE_MS = 15_000;
/** All of it, less than a claim lasts. */
const WHOLE_MS = 40_000;

/**
 * A pool of connections to the mail server. Encrypted where the server offers it, and it must offer it when there is a
 * password to send; certificates count, but on this machine, or with `?verify=no`.
 */
export function openMailer({ url, from }: MailSettings): Mailer {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isLocal = host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
  const user = decodeURIComponent(url.username);
  const isSecure = url.protocol === "smtps:";
  const transport = createTransport({
    pool: true,
    maxConnections: 4,
    // A connection that is cut in the middle is our own retry's affair, under the delivery's claim.
    maxRequeues: 0,
    host,
    port: url.port === "" ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    requireTLS: !isSecure && !isLocal && user !== "",
    auth: user === "" ? undefined : { user, pass: decodeURIComponent(url.password) },
    tls: { rejectUnauthorized: !isLocal && url.searchParams.get("verify") !== "no" },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const timer = new AbortController();
      const late = setTimeout(() => timer.abort(new Error("it took too long")), WHOLE_MS);
      try {
        const { response } = await transport.sendMail({ ...toMessage(mail, from), signal: timer.signal });
        return response;
      } catch (error) {
        throw toMailError(error, host);
      } finally {
        clearTimeout(late);
      }
    },
    close: () => transport.close(),
  };
}

function toMessage({ to, subject, text, html, messageId, threadId, unsubscribeUrl }: Mail, from: string) {
  const thread = threadId === null ? undefined : `<${threadId}>`;
  return {
    from,
    // An object: a comma or a name in it is part of the one address.
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: `<${messageId}>`,
    references: thread,
    inReplyTo: thread,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(unsubscribeUrl !== null && {
        "List-Unsubscribe": { prepared: true, foldLines: false, value: `<${unsubscribeUrl}>` },
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  };
}
