import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event, Exception, Frame } from "@/lib/protocol/event";
import { selectExceptions } from "@/lib/protocol/select-exceptions";

/** The exception that names an event; undefined without one. */
export function mainException(event: Event): Exception | undefined {
  return selectExceptions(event.exception?.values ?? [], (one) => one.type ?? "").main;
}

/** The in-app frames of what was thrown last, else of the event's own stack; the crash last. */
export function listInAppFrames(event: Event, settings: GroupingSettings): Frame[] {
  const exception = mainException(event);
  const stack = exception?.stacktrace ?? event.stacktrace;
  if (!stack) return [];
  const isInApp = inAppBy(settings);
  const place = { stack, ...(exception?.stacktrace && { exception }) };
  return stack.frames.filter((frame, index) => isInApp(frame, event.platform, { ...place, index }));
}
