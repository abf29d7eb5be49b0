import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import { tellWeeks } from "@/lib/notifications/weekly/tell-weeks";
import type { Chore } from "./keep-doing";

/** Tells people of the week of their projects, on Monday at 08:00 of this server's time zone (`TZ`). It goes by mail alone. */
export const tellWeekly: Chore = {
  name: "weekly summaries",
  pauseMs: 60_000,
  failure: "Summaries of the week could not be written",
  async round(signal) {
    if (readMailSettings() === null) return;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const errors: Error[] = [];
    await tellWeeks({ now: new Date(), signal }, timeZone, (error) => errors.push(error));
    if (errors[0]) throw errors[0];
  },
};
