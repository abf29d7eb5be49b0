import type { NotificationFacts } from "@/lib/notifications/schemas";
import { cleanText } from "./clean-text";
import { outlineFiring } from "./outline-firing";
import { outlineIssue, outlinePersonal } from "./outline-issue";
import { outlineSummary } from "./outline-summary";
import { type Outline, plain } from "./outline-type";

/** The words for the facts of one notification. */
export function outline(facts: NotificationFacts): Outline {
  switch (facts.kind) {
    case "issue":
      return "by" in facts ? outlinePersonal(facts) : outlineIssue(facts);
    case "summary":
      return outlineSummary(facts);
    case "test":
      return {
        ...plain,
        subject: "Test message from Jackdaw",
        title: "This channel works",
        lead: `${cleanText(facts.by, 100)} sent this to try it. Nothing is wrong.`,
        actions: [{ label: "Open Jackdaw", path: "/" }],
      };
    default:
      return outlineFiring(facts);
  }
}
