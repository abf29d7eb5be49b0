import { z } from "zod";
import { ruleInputSchema } from "@/lib/alerts/schemas";
import type { DeliveryStatus } from "@/lib/notifications/schemas";

/** Whom a test goes to at most, people of teams counted one by one. */
export const testRecipientLimit = 30;

/** `POST /api/v1/alerts/preview` and `…/test`: a rule as it stands in the editor, saved or not. */
export const previewSchema = z.strictObject({
  /** The name may still be missing. */
  draft: ruleInputSchema.extend({ name: z.string().max(100, "Use at most 100 characters.") }),
  /** Of a rule that is saved: its messages lead back to it. */
  ruleId: z.uuid().nullable().default(null),
});
export type PreviewInput = z.output<typeof previewSchema>;

/** The message that a draft would send. Texts are clean, and escaped for nothing; `path` begins at our own address. */
export type AlertPreview = {
  /** Where its contents come from, in words. */
  note: string;
  /** None of the projects has anything like it: the contents are made up. */
  isSample: boolean;
  chat: {
    tone: "critical" | "warning" | "good" | "plain";
    title: string;
    lead: string;
    place: string;
    /** The issue that it is about. */
    issue: { shortId: string; type: string; message: string; where: string; level: string } | null;
    rows: { label: string; value: string }[];
    /** Samples. */
    list: { text: string; note: string; path: string }[];
    quote: { heading: string; text: string } | null;
    actions: { label: string; path: string }[];
  };
  mail: { subject: string; preheader: string; text: string; html: string };
  /** The body of our own webhook, indented. */
  json: string;
};

/** What became of a test at one recipient. */
export type TestResult = {
  /** Which of `draft.definition.recipients`; a team has one result for each of its people. */
  place: number;
  name: string;
  /** `waiting`: no answer came in time; the log of deliveries will have it. */
  status: Exclude<DeliveryStatus, "sending">;
  /** Of `sent`. */
  tookMs: number | null;
  /** What the other side said, or why nothing was sent. */
  answer: string;
  /** In the log of deliveries; null when nothing was tried. */
  deliveryId: string | null;
};

export type AlertTest = { results: TestResult[] };
