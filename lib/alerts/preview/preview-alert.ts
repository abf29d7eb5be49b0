import { checkCondition } from "@/lib/alerts/check-rule";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { outlineAll } from "@/lib/notifications/write/outline-digest";
import { writeMail } from "@/lib/notifications/write/write-mail";
import { writeWebhook } from "@/lib/notifications/write/write-webhook";
import { draftFacts } from "./draft-facts";
import type { AlertPreview, PreviewInput } from "./schemas";

/** Of what is not sent. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

/**
 * The message that a draft would send, by the words of those that are sent. Nothing is sent or kept.
 * @throws NotFoundError for a project, or a rule, that does not exist for the actor
 * @throws QueryFaultsError, InvalidInputError for a condition that cannot be used
 */
export async function previewAlert(
  ctx: Context,
  input: PreviewInput,
  { now = new Date(), engine }: { now?: Date; engine?: LogEngine } = {},
): Promise<AlertPreview> {
  authorize(ctx, "alert:read");
  checkCondition(input.draft.definition.condition);
  const { facts, isSample, note } = await draftFacts(ctx, input, { now, engine });
  const outlined = outlineAll([facts]);
  const baseUrl = env().JACKDAW_URL;
  const settings = `${baseUrl}/account/notifications`;
  const { tone, title, lead, place, issue, rows, list, quote, actions } = outlined;
  const told = { id: NO_ID, createdAt: now.toISOString(), facts };
  return {
    note,
    isSample,
    chat: {
      tone,
      title,
      lead,
      place,
      issue: issue &&
        facts.issue && {
          shortId: facts.issue.shortId,
          level: facts.issue.level,
          type: issue.type,
          message: issue.message,
          where: issue.where,
        },
      rows: rows.map(([label, value]) => ({ label, value })),
      list: (list?.items ?? []).map((item) => ({ ...item })),
      quote,
      actions: actions.map((action) => ({ ...action })),
    },
    mail: writeMail(outlined, {
      baseUrl,
      because: "You get this because an alert tells you.",
      footLinks: [
        { label: "Your notification settings", url: settings },
        { label: "Unsubscribe", url: settings },
      ],
    }),
    json: JSON.stringify(JSON.parse(writeWebhook([told], NO_ID, baseUrl)), null, 2),
  };
}
