import { decideFrames } from "@/lib/grouping/rules/decide-frames";
import type { StackTraceRule } from "@/lib/grouping/rules/rule";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event, Exception, Stacktrace } from "@/lib/protocol/event";

type Stack = { stack: Stacktrace; exception?: Exception };

/**
 * Gives the lines of the stack-trace rules that hold for a frame of an event. A decision about a frame names one rule alone,
 * so it is asked three times, whatever the number of rules: as it is, then with every rule that holds trying to have the last
 * word, from the first to the last and from the last to the first. A rule between two others on its every frame is missed.
 */
export function openSpokenLines(settings: GroupingSettings): (event: Event) => number[] {
  const rules = settings.stackTraceRules;
  if (rules.length === 0) return () => [];
  const probes = rules.map(probe);
  const asked = [
    settings,
    { ...settings, stackTraceRules: [...rules, ...probes] },
    { ...settings, stackTraceRules: [...rules, ...probes.toReversed()] },
  ];
  return (event) => {
    const texts = new Set<string>();
    for (const { stack, exception } of stacksOf(event)) {
      for (const settings of asked) {
        const { frames } = decideFrames(stack, { platform: event.platform, exception, settings });
        for (const { rule } of frames) if (rule !== undefined) texts.add(rule);
      }
    }
    return rules.flatMap((rule) => (texts.has(rule.text) || texts.has(probeText(rule)) ? rule.line : []));
  };
}

/** The rule with an action that always shows. */
function probe(rule: StackTraceRule): StackTraceRule {
  return { ...rule, text: probeText(rule), actions: [{ flag: "group", value: true }] };
}

/** No line of rules can be this. */
function probeText({ line }: StackTraceRule): string {
  return `\0${line}`;
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
