import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { buildSettings } from "@/lib/grouping/build-settings";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { findGrouping, transitionOf } from "@/lib/projects/grouping/find-grouping";
import type { Event } from "@/lib/protocol/event";

/** How a project groups now. @throws NotFoundError when it was deleted */
export async function readHashSettings(ctx: Context, slug: string): Promise<GroupingSettings> {
  const stored = await findGrouping(ctx, slug);
  return buildSettings({ ...stored, previousVersion: transitionOf(stored, new Date())?.from });
}

/** How each of some events of a project was grouped when it arrived, as far as it says so. */
export async function readOldSettings(
  projectId: number,
  events: readonly Event[],
): Promise<(event: Event) => GroupingSettings | undefined> {
  const revisions = [...new Set(events.flatMap(({ grouping }) => grouping?.revision ?? []))];
  const { rows } = await pool().query<{
    revision: number;
    fingerprintRules: string;
    stackTraceRules: string;
  }>(
    `SELECT revision, fingerprint_rules AS "fingerprintRules", stack_trace_rules AS "stackTraceRules"
       FROM grouping_rules WHERE project_id = $1 AND revision = ANY($2::int[])`,
    [projectId, revisions],
  );
  const known = new Map<string, GroupingSettings>();
  for (const { grouping } of events) {
    if (!grouping) continue;
    const rules = rows.find(({ revision }) => revision === grouping.revision);
    const none = { fingerprintRules: "", stackTraceRules: "" };
    const name = `${grouping.version} ${grouping.revision}`;
    if (!known.has(name)) known.set(name, buildSettings({ ...none, ...rules, ...grouping }));
  }
  return ({ grouping }) => grouping && known.get(`${grouping.version} ${grouping.revision}`);
}
