import type { Frame, Template } from "@/lib/protocol/event";

export type SourceLine = { number: number | undefined; text: string; isFailing: boolean };

/** The source around a frame's line in reading order; empty when the SDK sent none. */
export function sourceLines(frame: Frame | Template): SourceLine[] {
  if (frame.context_line === undefined) return [];
  const before = frame.pre_context ?? [];
  const texts = [...before, frame.context_line, ...(frame.post_context ?? [])];
  return texts.map((text, index) => {
    const number = frame.lineno === undefined ? undefined : frame.lineno - before.length + index;
    return {
      number: number !== undefined && number > 0 ? number : undefined,
      text,
      isFailing: index === before.length,
    };
  });
}
