import { findGrouping, transitionOf } from "@/lib/projects/grouping/find-grouping";
import { parseRules } from "@/lib/projects/grouping/parse-rules";
import type { GroupingSettings } from "@/lib/grouping/settings";

/** How a project groups now. @throws NotFoundError when it was deleted */
export async function readHashSettings(slug: string): Promise<GroupingSettings> {
  const stored = await findGrouping(slug);
  const { fingerprintRules, stackTraceRules } = parseRules(stored);
  const transition = transitionOf(stored, new Date());
  return {
    version: stored.version,
    ...(transition && { previousVersion: transition.from }),
    revision: stored.revision,
    fingerprintRules,
    stackTraceRules,
  };
}
