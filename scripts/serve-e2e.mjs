// Serves the production build for the end-to-end tests, on a data folder that vanishes with the process, with a mail server
// that takes all mails (JACKDAW_E2E_MAIL_PORT is where they are shown) and a certificate for listeners.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages } from "./install-packages.mjs";
import { makeCertificate } from "./make-certificate.mjs";

const folder = mkdtempSync(join(tmpdir(), "jackdaw-e2e-"));
chmodSync(folder, 0o711);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const mailPort = Number(process.env.JACKDAW_E2E_MAIL_PORT);
for (const name of Object.keys(process.env))
  if (/^(JACKDAW_|DATABASE_URL$)/.test(name)) delete process.env[name];
process.env.JACKDAW_DATA = join(folder, "data");
try {
  const { cert, key } = makeCertificate(folder);
  Object.assign(process.env, { JACKDAW_LOG_TLS_CERT: cert, JACKDAW_LOG_TLS_KEY: key });
} catch (error) {
  console.error(`Listeners have no TLS, for there is no certificate: ${error.message}`);
}

await installPackages();
const { openMailServer } = await import("./mail/open-mail-server.mjs");
const { showMails } = await import("./mail/show-mails.mjs");
const mailServer = await openMailServer();
await showMails(mailServer, mailPort);
process.env.JACKDAW_SMTP_URL = mailServer.url;
// Where journeys listen as webhooks.
process.env.JACKDAW_PRIVATE_HOSTS = "127.0.0.1";

await import("./start.mjs");
