import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors";
import { actorOf } from "@/lib/issues/workflow/actor";
import { checkRule } from "./check-rule";
import { closeFirings } from "./close-firings";
import { compareRules, type Difference } from "./compare-rules";
import { findProjectIds, lockRule } from "./find-rule";
import { readSlugs } from "./read-slugs";
import type { RuleRow } from "./rule-row";
import type { RuleChangeInput, RuleInput } from "./schemas";

/** What decides over the values of a rule, by the beginning of its place: with other values it begins anew. */
const MEASURED = ["projects", "isEnabled", "definition.condition"];
/** What of the condition only says what values mean. */
const JUDGED = [
  "comparison",
  "critical",
  "warning",
  "resolve",
  "checks",
  "clearMinutes",
  "minimum",
  "schedule",
];

/**
 * Changes a rule and notes what was changed by whom. New thresholds are held against the state as it is; a rule that measures
 * something else, or was switched off, ends what it has going on and begins anew.
 * @throws NotFoundError, ForbiddenError, QueryFaultsError, InvalidInputError
 * @throws ConflictError when it was changed after `basedOn`
 */
export async function updateRule(
  ctx: Context,
  id: string,
  input: RuleChangeInput,
  now = new Date(),
): Promise<void> {
  authorize(ctx, "alert:write");
  const projectIds = input.projects && (await findProjectIds(ctx, input.projects));
  await transaction(async (db) => {
    const rule = await lockRule(db, ctx, id);
    if (input.basedOn !== undefined && Date.parse(input.basedOn) !== rule.updatedAt.getTime())
      throw new ConflictError("Somebody changed this rule meanwhile. Nothing was saved.");
    const before = await toInput(rule);
    const after: RuleInput = {
      name: input.name ?? before.name,
      projects: input.projects ?? before.projects,
      isEnabled: input.isEnabled ?? before.isEnabled,
      owner: input.owner === undefined ? before.owner : input.owner,
      definition: input.definition ?? before.definition,
    };
    const changes = compareRules(before, after);
    if (changes.length === 0) return;
    await checkRule(ctx, after);
    const isAnew = changes.some(isMeasured);
    if (isAnew) await closeFirings(db, rule, now);
    await db.query(
      `UPDATE alert_rule
          SET name = $2, project_ids = $3, is_enabled = $4, kind = $5, definition = $6, owner_user = $7, owner_team = $8,
              updated_at = greatest($9, updated_at + interval '1 ms'), trouble = '',
              evaluated_until = CASE WHEN $10 THEN date_trunc('minute', $9::timestamptz) ELSE evaluated_until END
        WHERE id = $1`,
      [
        id,
        after.name,
        projectIds ?? rule.projectIds,
        after.isEnabled,
        after.definition.condition.kind,
        JSON.stringify(after.definition),
        after.owner?.type === "user" ? after.owner.id : null,
        after.owner?.type === "team" ? after.owner.id : null,
        now,
        isAnew,
      ],
    );
    await db.query("INSERT INTO alert_change (rule_id, user_id, kind, data) VALUES ($1, $2, 'updated', $3)", [
      id,
      actorOf(ctx),
      JSON.stringify({ changes: changes.map(shorten) }),
    ]);
  });
}

async function toInput(rule: RuleRow): Promise<RuleInput> {
  const { name, isEnabled, definition, ownerUser, ownerTeam, projectIds } = rule;
  const owner: RuleInput["owner"] =
    ownerUser === null
      ? ownerTeam === null
        ? null
        : { type: "team", id: ownerTeam }
      : { type: "user", id: ownerUser };
  return { name, isEnabled, definition, owner, projects: await readSlugs(projectIds) };
}

function isMeasured({ path }: Difference): boolean {
  const name = path.split(".")[2] ?? "";
  return MEASURED.some((head) => path.startsWith(head)) && !JUDGED.includes(name);
}

/** `definition.condition.critical` is `condition.critical` for people. */
function shorten({ path, ...rest }: Difference): Difference {
  return { path: path.replace(/^definition\./, ""), ...rest };
}
