import type { NotificationFacts } from "@/lib/notifications/facts";
import { cleanText } from "./clean-text";
import { outline } from "./outline";
import { placeOf, timeText } from "./outline-issue";
import { type Outline, plain } from "./outline-type";

const ITEMS = 20;
const order: readonly Outline["tone"][] = ["critical", "warning", "good", "plain"];

/** One message for one or many notifications, in the order in which they came about. */
export function outlineAll(told: readonly NotificationFacts[]): Outline {
  const [first] = told;
  if (!first) throw new Error("There is nothing to tell");
  return told.length === 1 ? outline(first) : outlineDigest(told);
}

/** What is told of one issue or firing several times is one line, the newest, with how often. */
function outlineDigest(told: readonly NotificationFacts[]): Outline {
  const lines = new Map<string, { outlined: Outline; times: number }>();
  for (const [index, facts] of told.entries()) {
    const outlined = outline(facts);
    const key = outlined.thread ?? String(index);
    const times = (lines.get(key)?.times ?? 0) + 1;
    lines.set(key, { outlined, times });
  }
  // What came most often is said first.
  const items = [...lines.values()].toSorted((a, b) => b.times - a.times);
  const places = [...new Set(items.map(({ outlined }) => outlined.place).filter(Boolean))];
  const rule = told.map((facts) => ("rule" in facts && facts.rule ? facts.rule : null)).find(Boolean) ?? null;
  const name = rule && cleanText(rule.name, 100);
  const title = name ? `${told.length} messages of ${name}` : `${told.length} messages`;
  const tone = order.find((one) => items.some(({ outlined }) => outlined.tone === one)) ?? "plain";
  return {
    ...plain,
    tone,
    subject: cleanText(`${title}: ${items[0]?.outlined.subject ?? ""}`),
    title,
    lead: leadOf(told, items.length),
    place: placeOf(places.slice(0, 3)),
    list: {
      heading: items.length === 1 ? "All of one" : `${items.length} different ones, the newest of each`,
      items: items.slice(0, ITEMS).map(({ outlined, times }) => ({
        ...lineOf(outlined, times),
        path: outlined.actions[0]?.path ?? "/",
      })),
      more: Math.max(0, items.length - ITEMS),
    },
    actions: [
      { label: "Open issues", path: "/issues" },
      ...(rule
        ? [{ label: "Edit this alert", path: `/alerts/${encodeURIComponent(rule.id.toWellFormed())}` }]
        : []),
    ],
    thread: items.length === 1 ? (items[0]?.outlined.thread ?? null) : null,
    incident: incidentOf(items.map(({ outlined }) => outlined)),
  };
}

/** Of several together: what still goes on counts. */
function incidentOf(outlines: readonly Outline[]): Outline["incident"] {
  return (
    (["trigger", "resolve", "none"] as const).find((one) =>
      outlines.some(({ incident }) => incident === one),
    ) ?? "none"
  );
}

/** "33 different ones between … and …, told together." */
function leadOf(told: readonly NotificationFacts[], different: number): string {
  const times = told
    .map((facts) => ("at" in facts ? facts.at : ""))
    .filter(Boolean)
    .toSorted();
  const [from = "", to = ""] = [times.at(0), times.at(-1)];
  const when =
    from === ""
      ? ""
      : from === to
        ? ` at ${timeText(from)}`
        : ` between ${timeText(from)} and ${timeText(to)}`;
  const what = different === 1 ? "One thing" : `${different} different things`;
  return `${what}${when}. This one message stands for ${told.length}.`;
}

/** What it is about, and below it what happened, where, and how often. */
function lineOf({ issue, title, subject, place }: Outline, times: number): { text: string; note: string } {
  const what = issue && [issue.type, issue.message].filter(Boolean).join(": ");
  const often = times === 1 ? [] : [`${times} times`];
  return what
    ? { text: cleanText(what), note: [...often, title, issue.where].filter(Boolean).join(" · ") }
    : { text: subject, note: [...often, place].filter(Boolean).join(" · ") };
}
