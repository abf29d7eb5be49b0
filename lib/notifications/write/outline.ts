import type { NotificationFacts, TestFacts } from "@/lib/notifications/facts";
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
      return outlineTest(facts);
    default:
      return outlineFiring(facts);
  }
}

/** Says of everything that it is a test, and belongs to no thread and no incident of what is real. */
function outlineTest({ by, message }: TestFacts): Outline {
  const name = cleanText(by, 100);
  if (message === undefined)
    return {
      ...plain,
      subject: "Test message from Jackdaw",
      title: "This channel works",
      lead: `${name} sent this to try it. Nothing is wrong.`,
      actions: [{ label: "Open Jackdaw", path: "/" }],
    };
  const told = outline(message);
  return {
    ...told,
    tone: "plain",
    subject: cleanText(`Test: ${told.subject}`),
    title: `Test: ${told.title}`,
    lead: `${name} sent this to try the alert; nothing has happened. It would say: ${told.lead}`,
    thread: null,
    incident: "trigger",
  };
}
