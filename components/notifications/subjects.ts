import type { PreferenceSubject } from "@/lib/notifications/schemas";

/** What a person can be told by mail, as the page says it. */
export const subjects: Readonly<Record<PreferenceSubject, { name: string; note: string }>> = {
  assigned: { name: "Issues assigned to me", note: "When somebody, or a rule of ownership, gives you one." },
  mentioned: { name: "Mentions", note: "When a comment names you." },
  subscribed: {
    name: "Comments on issues I follow",
    note: "Those that you subscribed to, that are yours, or that you spoke about.",
  },
  workflow: {
    name: "What becomes of issues I follow",
    note: "Resolved, archived, opened again, found again after it was resolved.",
  },
  alerts: {
    name: "Alerts",
    note: "When an alert names you, your team, or the owner of an issue that you own.",
  },
  summary: { name: "Weekly summary", note: "On Mondays, a mail for each of your projects." },
};
