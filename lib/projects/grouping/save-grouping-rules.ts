import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { findGrouping, type StoredGrouping } from "./find-grouping";
import { findRuleErrors } from "./find-rule-errors";

import { RulesError } from "./rules-error";
import type { RestoreInput, RuleTexts, SavedRules, SaveRulesInput } from "./schemas";

/**
 * Puts new rules in force, as a revision of their own; ingest knows them within two seconds. The same texts as before make
 * no revision.
 * @throws RulesError when a line cannot be read
 * @throws ConflictError when `basedOn` is no longer in force
 * @throws NotFoundError
 */
export async function saveGroupingRules(
  ctx: Context,
  { slug, basedOn, ...texts }: SaveRulesInput & { slug: string },
): Promise<SavedRules> {
  authorize(ctx, "grouping:write");
  return transaction(async (db) => {
    const inForce = await lockRevision(ctx, db, slug, basedOn);
    return addRevision(ctx, db, inForce, texts);
  });
}

/**
 * Puts the rules of an older revision in force again, as a new revision: nothing of the history is lost.
 * @throws RulesError when this version of Jackdaw cannot read them
 * @throws ConflictError when `basedOn` is no longer in force
 * @throws NotFoundError for an unknown project or revision
 */
export async function restoreRevision(
  ctx: Context,
  { slug, revision, basedOn }: RestoreInput & { slug: string },
): Promise<SavedRules> {
  authorize(ctx, "grouping:write");
  return transaction(async (db) => {
    const inForce = await lockRevision(ctx, db, slug, basedOn);
    return addRevision(ctx, db, inForce, await readTexts(db, inForce.projectId, revision));
  });
}

async function lockRevision(
  ctx: Context,
  db: PoolClient,
  slug: string,
  basedOn: number,
): Promise<StoredGrouping> {
  const inForce = await findGrouping(ctx, slug, { db, lock: true });
  if (inForce.revision === basedOn) return inForce;
  throw new ConflictError(
    `Somebody else changed these rules meanwhile (revision ${inForce.revision}). Nothing of yours was saved.`,
  );
}

async function readTexts(db: PoolClient, projectId: number, revision: number): Promise<RuleTexts> {
  if (revision === 0) return { fingerprintRules: "", stackTraceRules: "" };
  const { rows } = await db.query<RuleTexts>(
    `SELECT fingerprint_rules AS "fingerprintRules", stack_trace_rules AS "stackTraceRules"
       FROM grouping_rules WHERE project_id = $1 AND revision = $2`,
    [projectId, revision],
  );
  if (!rows[0]) throw new NotFoundError("There is no such revision of these rules. Nothing was changed.");
  return rows[0];
}

async function addRevision(
  ctx: Context,
  db: PoolClient,
  inForce: StoredGrouping,
  texts: RuleTexts,
): Promise<SavedRules> {
  const fingerprintRules = tidy(texts.fingerprintRules);
  const stackTraceRules = tidy(texts.stackTraceRules);
  const errors = findRuleErrors({ fingerprintRules, stackTraceRules });
  if (errors) throw new RulesError(errors);
  const { projectId, revision: previous } = inForce;
  if (fingerprintRules === inForce.fingerprintRules && stackTraceRules === inForce.stackTraceRules) {
    return { revision: previous, previous };
  }
  const revision = previous + 1;
  await db.query(
    `INSERT INTO grouping_rules (project_id, revision, fingerprint_rules, stack_trace_rules, created_by)
     VALUES ($1, $2, $3, $4, $5)`,
    [projectId, revision, fingerprintRules, stackTraceRules, ctx.actor.name],
  );
  await db.query("UPDATE project SET grouping_revision = $2 WHERE id = $1", [projectId, revision]);
  return { revision, previous };
}

/** Lines as they were written, with one kind of line end. Postgres stores no NUL. */
function tidy(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replaceAll("\0", "").toWellFormed().trimEnd();
}
