import { decideFrames } from "@/lib/grouping/rules/decide-frames";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event, Exception, Stacktrace } from "@/lib/protocol/event";

type Stack = { stack: Stacktrace; exception?: Exception };

/** The lines of the stack-trace rules that decided something about a stack of the event. */
export function spokenLines(event: Event, settings: GroupingSettings): number[] {
  if (settings.stackTraceRules.length === 0) return [];
  const texts = new Set<string>();
  for (const { stack, exception } of stacksOf(event)) {
    const { frames } = decideFrames(stack, { platform: event.platform, exception, settings });
    for (const { rule } of frames) if (rule !== undefined) texts.add(rule);
  }
  return settings.stackTraceRules.flatMap(({ line, text }) => (texts.has(text) ? line : []));
}

function stacksOf(event: Event): Stack[] {
  const stacks: Stack[] = [];
  for (const exception of event.exception?.values ?? []) {
    if (exception.stacktrace) stacks.push({ stack: exception.stacktrace, exception });
  }
  for (const { stacktrace } of event.threads?.values ?? [])
    if (stacktrace) stacks.push({ stack: stacktrace });
  if (event.stacktrace) stacks.push({ stack: event.stacktrace });
  return stacks;
}
