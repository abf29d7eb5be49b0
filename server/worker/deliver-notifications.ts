import { env } from "@/lib/env";
import { deliverDue } from "@/lib/notifications/deliver/deliver-due";
import type { Ways } from "@/lib/notifications/deliver/deliver-one";
import { openMailer } from "@/lib/notifications/mail/open-mailer";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import { keepDoing } from "./keep-doing";

/** Sends what waits to be told, mails and requests side by side, until `signal` stops it. */
export async function deliverNotifications(signal: AbortSignal, log: (line: string) => void): Promise<void> {
  const settings = readMailSettings();
  const mailer = settings && openMailer(settings);
  const ways: Ways = {
    baseUrl: env().JACKDAW_URL,
    outside: { allowed: env().JACKDAW_PRIVATE_HOSTS },
    office: settings && mailer ? { mailer, domain: settings.domain } : null,
  };
  const lanes = (["mail", "request"] as const).map((lane) =>
    keepDoing(
      {
        name: `deliveries by ${lane}`,
        // A commit is seen within a second. A recipient that cannot be reached stands in its delivery, and is no failure here.
        pauseMs: 1_000,
        failure: "Messages could not be sent",
        round: () => deliverDue(lane, ways, signal, log),
      },
      signal,
      log,
    ),
  );
  await Promise.all(lanes);
  mailer?.close();
}
