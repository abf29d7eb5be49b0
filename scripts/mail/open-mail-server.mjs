import { SMTPServer } from "smtp-server";

/**
 * A mail server on this machine that takes whatever it is sent. `url` is for JACKDAW_SMTP_URL; `mails` is what it took, as
 * `{ from, to, raw, at }` with the milliseconds of its arrival. `meet` is waited for when somebody has a mail, `accept` when it
 * was taken and before that is said.
 */
export async function openMailServer({ meet = async () => {}, accept = async () => {} } = {}) {
  const mails = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    closeTimeout: 10,
    onMailFrom(_address, _session, callback) {
      meet().then(() => callback(), callback);
    },
    onData(stream, session, callback) {
      // The session is emptied as soon as the next mail begins.
      const { mailFrom, rcptTo } = session.envelope;
      const mail = { from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address) };
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        const taken = { ...mail, raw: Buffer.concat(parts).toString("utf8"), at: Date.now() };
        mails.push(taken);
        accept(taken).then(() => callback(), callback);
      });
    },
  });
  // A sender that is killed cuts its connection.
  server.on("error", () => {});
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
