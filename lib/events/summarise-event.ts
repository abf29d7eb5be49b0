import type { Event, Frame } from "@/lib/protocol/event";

/** What a row of a table says of an event. */
export type EventSummary = {
  /** What was thrown or said, on one line. */
  title: string;
  /** The transaction, what the client called culprit, or the innermost in-app frame as the client marked it. */
  culprit: string;
};

const LONGEST = 500;

/** Names an event by itself, without the rules of its project. */
export function summariseEvent(event: Event): EventSummary {
  const thrown = event.exception?.values.at(-1);
  const title = thrown
    ? [thrown.type, thrown.value].filter(Boolean).join(": ")
    : (event.logentry?.formatted ?? event.security?.directive ?? event.template?.filename ?? "");
  const frames = thrown?.stacktrace?.frames ?? event.stacktrace?.frames ?? [];
  const frame = frames.findLast(({ in_app }) => in_app) ?? frames.at(-1);
  return {
    title: oneLine(title) || "<no message>",
    culprit: oneLine(event.transaction || event.culprit || (frame ? nameFrame(frame) : "")),
  };
}

function nameFrame(frame: Frame): string {
  return [frame.function, frame.filename ?? frame.module].filter(Boolean).join(" in ");
}

/** Cut first, so that a long text is not walked. */
function oneLine(text: string): string {
  return text.slice(0, LONGEST).toWellFormed().split(/\s+/).join(" ").trim();
}
