import type { JsonObject } from "@/lib/protocol/event";
import { cleanText, cutText } from "./clean-text";
import { copyTree, setKey, type TreeLimits } from "./copy-json";
import type { Source } from "./source";

const MAX_CONTEXTS = 100;
const LIMITS: TreeLimits = { depth: 7, perValue: 16 * 1024, total: 64 * 1024 };

/** Named groups of facts about where it happened; what is no object is dropped. At most 100. */
export function normaliseContexts(event: Source): Record<string, JsonObject> {
  const contexts: Record<string, JsonObject> = {};
  const key = event.nameOf("contexts", "sentry.interfaces.Contexts");
  const source = key === undefined ? undefined : event.child(key);
  if (!source) return contexts;
  const names = Object.keys(source.object);
  if (names.length > MAX_CONTEXTS) source.shortened("contexts", MAX_CONTEXTS, names.length);
  for (const name of names.slice(0, MAX_CONTEXTS)) {
    const context = copyTree(source, name, LIMITS);
    if (context) setKey(contexts, cutText(cleanText(name), 200), context);
  }
  return contexts;
}
