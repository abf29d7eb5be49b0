import { SMTPServer } from "smtp-server";

type Received = { from: string; to: string[]; raw: string };

export type MailBox = {
  /** For JACKDAW_SMTP_URL. */
  url: string;
  mails: Received[];
  /** At the same port, after it was closed. */
  open(): Promise<void>;
  close(): Promise<void>;
};

/** A mail server that takes whatever it is sent. */
export async function openMailBox(): Promise<MailBox> {
  const mails: Received[] = [];
  let server: SMTPServer | undefined;
  let port = 0;
  const box: MailBox = {
    url: "",
    mails,
    async open() {
      const opened = new SMTPServer({
        authOptional: true,
        disableReverseLookup: true,
        hideSTARTTLS: true,
        closeTimeout: 10,
        onData: (stream, session, callback) => {
          // It is emptied as soon as the next mail begins.
          const { mailFrom, rcptTo } = session.envelope;
          const [from, to] = [mailFrom ? mailFrom.address : "", rcptTo.map(({ address }) => address)];
          let raw = "";
          stream.on("data", (part: Buffer) => (raw += part.toString("utf8")));
          stream.on("end", () => {
            mails.push({ from, to, raw });
            callback();
          });
        },
      });
      opened.on("error", () => undefined);
      await new Promise<void>((resolve) => opened.listen(port, "127.0.0.1", resolve));
      port = (opened.server.address() as { port: number }).port;
      box.url = `smtp://127.0.0.1:${port}`;
      server = opened;
    },
    async close() {
      const closing = server;
      server = undefined;
      if (closing) await new Promise<void>((resolve) => closing.close(resolve));
    },
  };
  await box.open();
  return box;
}
