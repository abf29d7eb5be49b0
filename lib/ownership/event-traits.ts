import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event, Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import { eventTags } from "@/lib/protocol/event-tags";

/** What ownership rules look at. Paths and modules: those nearest the crash first, each once. */
export interface EventTraits {
  paths: string[];
  modules: string[];
  url: string | null;
  tags: ReadonlyMap<string, string>;
}

const MOST = 200;
const LONGEST = 1_000;

/** Of the in-app frames; of all when none is in-app. At most 200 paths and modules, cut at 1,000 characters. */
export function readTraits(event: Event, settings: GroupingSettings): EventTraits {
  const frames = listFrames(event, settings);
  return {
    paths: gather(frames.flatMap(({ filename, abs_path }) => [filename, abs_path])).map((path) =>
      path.replaceAll("\\", "/"),
    ),
    modules: gather(frames.map(({ module }) => module)),
    url: event.request?.url?.slice(0, LONGEST) ?? null,
    tags: new Map(eventTags(event)),
  };
}

function listFrames(event: Event, settings: GroupingSettings): Frame[] {
  const isInApp = inAppBy(settings);
  const frames: Frame[] = [];
  const own: Frame[] = [];
  for (const { stack, exception } of stacksOf(event).toReversed()) {
    for (let index = stack.frames.length - 1; index >= 0; index--) {
      const frame = stack.frames[index] as Frame;
      frames.push(frame);
      if (isInApp(frame, event.platform, { stack, index, ...(exception && { exception }) })) own.push(frame);
    }
  }
  return own.length > 0 ? own : frames;
}

/** Those of the exceptions, else the event's own, else that of the thread that crashed. */
function stacksOf(event: Event): { stack: Stacktrace; exception?: Exception }[] {
  const thrown = (event.exception?.values ?? []).flatMap((exception) =>
    exception.stacktrace ? [{ stack: exception.stacktrace, exception }] : [],
  );
  if (thrown.length > 0) return thrown;
  if (event.stacktrace) return [{ stack: event.stacktrace }];
  const threads = event.threads?.values ?? [];
  const thread =
    threads.find(({ crashed }) => crashed) ?? threads.find(({ current }) => current) ?? threads[0];
  return thread?.stacktrace ? [{ stack: thread.stacktrace }] : [];
}

function gather(values: readonly (string | undefined)[]): string[] {
  const found = new Set<string>();
  for (const value of values) {
    if (value) found.add(value.slice(0, LONGEST));
    if (found.size >= MOST) break;
  }
  return [...found];
}
