import type { Event, Exception, Frame, Stacktrace } from "@/lib/protocol/event";

type IsInApp = (
  frame: Frame,
  platform: string,
  place: { stack: Stacktrace; index: number; exception?: Exception },
) => boolean;

const MOST_FRAMES = 8;
const MOST_CHARACTERS = 500;
const LONGEST_CELL = 120;

/**
 * The innermost in-app frames of an event as lines of function, file and module between tabs, innermost first: at most 8
 * lines and 500 characters, each line once and whole. What was thrown comes before its causes, then the thread that
 * crashed. An event without in-app frames gives its innermost ones; undefined when it has no stack.
 */
export function writeStackText(event: Event, isInApp: IsInApp): string | undefined {
  const stacks = listStacks(event);
  const text =
    write(stacks, event.platform, isInApp) || write(stacks.slice(0, 1), event.platform, () => true);
  return text || undefined;
}

interface Stack {
  stack: Stacktrace;
  exception?: Exception;
}

function listStacks({ exception, threads, stacktrace }: Event): Stack[] {
  const stacks: Stack[] = (exception?.values ?? [])
    .toReversed()
    .flatMap((one) => (one.stacktrace ? [{ stack: one.stacktrace, exception: one }] : []));
  const thread = threads?.values.find(({ crashed, current }) => crashed || current)?.stacktrace;
  for (const stack of [thread, stacktrace]) if (stack) stacks.push({ stack });
  return stacks;
}

function write(stacks: readonly Stack[], platform: string, isInApp: IsInApp): string {
  const lines = new Set<string>();
  let length = 0;
  for (const { stack, exception } of stacks) {
    for (let index = stack.frames.length - 1; index >= 0; index--) {
      const frame = stack.frames[index];
      if (!frame || !isInApp(frame, platform, { stack, index, ...(exception && { exception }) })) continue;
      const line = writeFrame(frame);
      if (line === null || lines.has(line)) continue;
      length += line.length + 1;
      if (length > MOST_CHARACTERS) return [...lines].join("\n");
      lines.add(line);
      if (lines.size === MOST_FRAMES) return [...lines].join("\n");
    }
  }
  return [...lines].join("\n");
}

function writeFrame(frame: Frame): string | null {
  const name = frame.function;
  const file = frame.filename ?? frame.abs_path ?? frame.package;
  if (!name && !file && !frame.module) return null;
  return `${writeCell(name)}\t${writeCell(file)}\t${writeCell(frame.module)}`;
}

/** The end of a long path says more than its beginning. */
function writeCell(text = ""): string {
  return text.slice(-LONGEST_CELL).replaceAll(/[\t\n\r]/g, " ");
}
