import { buildStack } from "@/lib/grouping/build-stack";
import { branch, type Reading } from "@/lib/grouping/component";
import type { Configuration, StrategyResult } from "@/lib/grouping/configuration";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { preferInApp } from "@/lib/grouping/prefer-in-app";
import type { Event, Stacktrace, Thread } from "@/lib/protocol/event";

/** The stack of the thread that is to blame: the one that crashed, else the current one, else the only one. */
export function groupByThreads(
  event: Event,
  configuration: Configuration,
  settings: GroupingSettings,
): StrategyResult | undefined {
  const stack = chooseThread(event.threads?.values ?? [])?.stacktrace;
  return stack && groupByStack("threads", stack, event, configuration, settings);
}

/** A stack that came without exception, for example with a message. */
export function groupByBareStack(
  event: Event,
  configuration: Configuration,
  settings: GroupingSettings,
): StrategyResult | undefined {
  return event.stacktrace && groupByStack("stacktrace", event.stacktrace, event, configuration, settings);
}

function groupByStack(
  strategy: string,
  stack: Stacktrace,
  { platform }: Event,
  configuration: Configuration,
  settings: GroupingSettings,
): StrategyResult {
  const pair = buildStack(stack, { platform, configuration, settings, symbolicated: false });
  const wrap = ({ component, text }: Reading): Reading => ({
    component: strategy === "threads" ? branch("threads", [component]) : component,
    text,
  });
  const variants = preferInApp(wrap(pair.app), wrap(pair.system), {
    app: pair.app.component.contributes,
    system: pair.system.component.contributes,
  });
  return { strategy, variants };
}

/** Two threads that crashed, or several without a mark, blame nobody. */
function chooseThread(threads: Thread[]): Thread | undefined {
  for (const marked of [
    threads.filter((thread) => thread.crashed),
    threads.filter((thread) => thread.current),
    threads,
  ]) {
    if (marked.length > 0) return marked.length === 1 ? marked[0] : undefined;
  }
  return undefined;
}
