import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { NewAlertEditor } from "@/components/alerts/alert-editor";
import { draftFromAddress } from "@/components/alerts/draft-from-address";
import { readRule } from "@/lib/alerts/read-rule";
import type { RuleInput } from "@/lib/alerts/schemas";
import { ruleParams } from "@/lib/alerts/schemas";
import type { Context } from "@/lib/context";
import { NotFoundError } from "@/lib/errors";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";
import { listProjectsForNav } from "@/lib/projects/list-projects";

type SearchParams = Record<string, string | string[] | undefined>;

export const metadata: Metadata = { title: "New alert" };

const NAME_LENGTH = 100;

/** Begins with what the address says: a search, a template, or another rule to copy. */
export default async function NewAlertPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireSession();
  const address = readAddress(await searchParams);
  const copied = await readCopy(ctx, address.get("copy"));
  const projects = (await listProjectsForNav(ctx)).map(({ slug }) => slug);
  const start = copied ?? draftFromAddress(address, { projects, userId: ctx.actor.userId });
  return <NewAlertEditor start={start} isMailOff={readMailSettings() === null} />;
}

/** A copy of a rule; null when there is none to copy. */
async function readCopy(ctx: Context, id: string | null): Promise<RuleInput | null> {
  const { data } = ruleParams.safeParse({ id });
  if (!data) return null;
  try {
    const { name, projects, owner, definition } = await readRule(ctx, data.id);
    const copy = `${name.slice(0, NAME_LENGTH - " (copy)".length)} (copy)`;
    return { name: copy, projects, isEnabled: true, owner, definition };
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

function readAddress(params: SearchParams): URLSearchParams {
  return new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one) => [name, one]),
    ),
  );
}
