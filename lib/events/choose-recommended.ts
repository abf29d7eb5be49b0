import type { Event } from "@/lib/protocol/event";

const COMPLETE = 5;

/**
 * The most complete of the newest events, given newest first: the one with most of source context, breadcrumbs,
 * user, request and trace. The newer wins a tie, and a complete one ends the search, so `load` is called lazily.
 */
export function chooseRecommended<T>(
  newestFirst: readonly T[],
  load: (candidate: T) => Event,
): T | undefined {
  let best: { candidate: T; score: number } | undefined;
  for (const candidate of newestFirst) {
    const score = completeness(load(candidate));
    if (!best || score > best.score) best = { candidate, score };
    if (score === COMPLETE) break;
  }
  return best?.candidate;
}

function completeness(event: Event): number {
  return [
    hasSource(event),
    (event.breadcrumbs?.values.length ?? 0) > 0,
    event.user !== undefined,
    event.request !== undefined,
    event.contexts?.trace !== undefined,
  ].filter(Boolean).length;
}

function hasSource(event: Event): boolean {
  const stacks = [
    event.stacktrace,
    ...(event.exception?.values ?? []).map((exception) => exception.stacktrace),
    ...(event.threads?.values ?? []).map((thread) => thread.stacktrace),
  ];
  return stacks.some((stack) => stack?.frames.some((frame) => frame.context_line !== undefined));
}
