import type { Event } from "@/lib/protocol/event";

/** What a complete event has, and what stands somewhere in the JSON of every event that has it. */
const PARTS: readonly { has: (event: Event) => boolean; sign: string }[] = [
  { has: hasSource, sign: '"context_line"' },
  { has: ({ breadcrumbs }) => (breadcrumbs?.values.length ?? 0) > 0, sign: '"breadcrumbs"' },
  { has: ({ user }) => user !== undefined, sign: '"user"' },
  { has: ({ request }) => request !== undefined, sign: '"request"' },
  { has: ({ contexts }) => contexts?.trace !== undefined, sign: '"trace"' },
];

/**
 * The most complete of the newest events, given newest first: the one with most of source context, breadcrumbs, user,
 * request and trace. The newer wins a tie, and a complete one ends the search, so `load` is called lazily. It gives the
 * event's JSON in UTF-8, which is only parsed where it can hold more than the best so far: to parse takes most of the time.
 */
export function chooseRecommended<T>(
  newestFirst: readonly T[],
  load: (candidate: T) => Buffer,
): T | undefined {
  let best: { candidate: T; score: number } | undefined;
  for (const candidate of newestFirst) {
    const json = load(candidate);
    if (best && PARTS.filter(({ sign }) => json.includes(sign)).length <= best.score) continue;
    const event = JSON.parse(json.toString("utf8")) as Event;
    const score = PARTS.filter(({ has }) => has(event)).length;
    if (!best || score > best.score) best = { candidate, score };
    if (score === PARTS.length) break;
  }
  return best?.candidate;
}

function hasSource(event: Event): boolean {
  const stacks = [
    event.stacktrace,
    ...(event.exception?.values ?? []).map((exception) => exception.stacktrace),
    ...(event.threads?.values ?? []).map((thread) => thread.stacktrace),
  ];
  return stacks.some((stack) => stack?.frames.some((frame) => frame.context_line !== undefined));
}
