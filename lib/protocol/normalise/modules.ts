import { cleanText, cutText } from "./clean-text";
import { setKey } from "./copy-json";
import type { Source } from "./source";

const MAX_TOTAL = 8 * 1024;
const MAX_TEXT = 200;

/** Installed packages and their versions, up to 8 KiB of them. */
export function normaliseModules(event: Source): Record<string, string> | undefined {
  const source = event.child("modules");
  if (!source) return undefined;
  const modules: Record<string, string> = {};
  const names = Object.keys(source.object);
  let left = MAX_TOTAL;
  let kept = 0;
  for (const name of names) {
    const version = source.text(name, MAX_TEXT);
    if (version !== undefined && name !== "") setKey(modules, cutText(cleanText(name), MAX_TEXT), version);
    left -= name.length + (version?.length ?? 0);
    if (left < 0) break;
    kept++;
  }
  if (kept < names.length) event.shortened("modules", kept, names.length);
  return kept > 0 ? modules : undefined;
}
