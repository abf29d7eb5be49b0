import { readSlugs } from "@/lib/alerts/read-slugs";
import { pool } from "@/lib/db/pool";
import type { NotificationFacts } from "@/lib/notifications/facts";
import type { PreferenceSubject } from "@/lib/notifications/schemas";
import { hideUnseen } from "@/lib/notifications/hide-unseen";
import { isWanted } from "@/lib/notifications/preferences/is-wanted";
import { LostSecretError } from "@/lib/notifications/secret/seal-secret";
import type { Told } from "@/lib/notifications/write/write-webhook";
import type { Claimed } from "./claim-due";
import { findTarget } from "./find-target";
import { mark } from "./mark";
import type { Outcome } from "./outcome";
import { type PostOffice, sendByMail } from "./send-by-mail";
import { type Place, sendToChannel } from "./send-to-channel";

export type Ways = Place & { office: PostOffice | null };

/** Makes one try of a claimed delivery, and writes down what became of it. What it could not foresee is tried again. */
export async function deliverOne(
  claimed: Claimed,
  ways: Ways,
  log: (line: string) => void,
): Promise<Outcome["status"]> {
  const begun = performance.now();
  const outcome = await attempt(claimed, ways).catch((error: unknown): Outcome => {
    log(`A message could not be sent (${claimed.id}): ${(error as Error).stack ?? String(error)}`);
    return { status: "retry", answer: "Something failed inside Jackdaw. Its log has the details." };
  });
  await mark(claimed, outcome, performance.now() - begun);
  return outcome.status;
}

async function attempt(claimed: Claimed, ways: Ways): Promise<Outcome> {
  const told = await readTold(claimed);
  if (told.length === 0) return { status: "dropped", answer: "What it told of was deleted." };
  try {
    const target = await findTarget(
      claimed,
      // A channel that is switched off can be tried by itself; what an alert would tell it would not reach.
      told.every(({ facts }) => facts.kind === "test" && facts.message === undefined),
    );
    if (typeof target === "string") return { status: "dropped", answer: target };
    if (target.kind === "channel") return await sendToChannel(target, claimed.id, told, ways);
    if (target.kind === "address") return await sendByMail(target, claimed, told, ways);
    const seen = new Set(await readSlugs(target.projectIds));
    const shown = told.map((one) => ({ ...one, facts: hideUnseen(one.facts, seen) }));
    const wanted = await wantedOf(shown, target.userId, claimed);
    const subject = wanted[0] && subjectOf(wanted[0]);
    if (!subject) return { status: "dropped", answer: "This person does not want such mails." };
    return await sendByMail({ ...target, subject }, claimed, wanted, ways);
  } catch (error) {
    if (!(error instanceof LostSecretError)) throw error;
    return { status: "failed", answer: error.message };
  }
}

/** What of it a person wants to hear. */
async function wantedOf(
  told: readonly Told[],
  userId: string,
  { organizationId, projectId }: Claimed,
): Promise<Told[]> {
  const answers = new Map<PreferenceSubject, boolean>();
  for (const subject of new Set(told.map(subjectOf))) {
    answers.set(subject, await isWanted({ userId, organizationId, projectId, subject }));
  }
  return told.filter((one) => answers.get(subjectOf(one)));
}

const ofReason = { mentioned: "mentioned", commented: "subscribed", changed: "workflow" } as const;

/** Which choice of a person decides. */
function subjectOf({ facts }: Told): PreferenceSubject {
  if (facts.kind === "summary") return "summary";
  if (facts.kind !== "issue") return "alerts";
  if ("by" in facts) return ofReason[facts.reason];
  return facts.reason === "assigned" && facts.rule === null ? "assigned" : "alerts";
}

/** In the order in which they were put into the delivery. */
async function readTold({ projectId, notificationIds }: Claimed): Promise<Told[]> {
  const { rows } = await pool().query<{ id: string; createdAt: Date; facts: NotificationFacts }>(
    `SELECT n.id, n.created_at AS "createdAt", n.facts
       FROM unnest($2::uuid[]) WITH ORDINALITY AS t (id, position)
       JOIN notification n ON n.project_id = $1 AND n.id = t.id ORDER BY t.position`,
    [projectId, notificationIds],
  );
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}
