import type { EventError, Json } from "@/lib/protocol/event";
import { cleanText, cutText } from "./clean-text";

const MAX_NOTES = 100;
const MAX_VALUE = 198;

/** What normalisation changed or dropped, for `event.errors`. Hostile events could fill pages: the first 100 stay. */
export class Notes {
  readonly errors: EventError[] = [];

  add(type: EventError["type"], name: string, reason: string, value?: Json): void {
    if (this.errors.length >= MAX_NOTES) return;
    const error: EventError = { type, name: cutText(cleanText(name), 200), reason };
    const shown = shortValue(value);
    this.errors.push(shown === undefined ? error : { ...error, value: shown });
  }
}

function shortValue(value: Json | undefined): Json | undefined {
  if (typeof value === "string") return value.length <= MAX_VALUE ? cleanText(value) : undefined;
  if (typeof value === "boolean") return value;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
