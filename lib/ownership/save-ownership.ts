import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError, InvalidInputError } from "@/lib/errors";
import { findOwnership, versionOf } from "./find-ownership";
import { parseCodeowners } from "./parse-codeowners";
import { parseRules } from "./parse-rules";
import type { LineNote, SaveOwnershipInput } from "./schemas";

/**
 * Replaces both texts; what comes from then on goes by them. Owners whom nobody knows are no reason to refuse.
 * @throws NotFoundError
 * @throws InvalidInputError when a line cannot be read
 * @throws ConflictError when somebody else saved meanwhile
 */
export async function saveOwnership(
  ctx: Context,
  { slug, rules, codeowners, basedOn }: SaveOwnershipInput & { slug: string },
): Promise<{ version: string; previous: { rules: string; codeowners: string } }> {
  authorize(ctx, "ownership:write");
  return transaction(async (db) => {
    const stored = await findOwnership(ctx, slug, { db, lock: true });
    const fields = {
      ...describe("rules", parseRules(rules).errors),
      ...describe("codeowners", parseCodeowners(codeowners).errors),
    };
    if (Object.keys(fields).length > 0) throw new InvalidInputError(undefined, fields);
    if (stored.version !== basedOn) {
      throw new ConflictError("Somebody else changed the owners meanwhile. Nothing was saved.");
    }
    await db.query("UPDATE project SET ownership_rules = $2, codeowners = $3 WHERE id = $1", [
      stored.projectId,
      rules,
      codeowners,
    ]);
    return {
      version: versionOf({ rules, codeowners }),
      previous: { rules: stored.rules, codeowners: stored.codeowners },
    };
  });
}

function describe(field: string, [first]: LineNote[]): Record<string, string> {
  return first ? { [field]: `Line ${first.line}, column ${first.column}: ${first.message}` } : {};
}
