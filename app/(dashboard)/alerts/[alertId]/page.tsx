import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireSession } from "@/app/session";
import { AlertEditor } from "@/components/alerts/alert-editor";
import { ruleQuery } from "@/components/alerts/queries";
import { readRule } from "@/lib/alerts/read-rule";
import { ruleParams } from "@/lib/alerts/schemas";
import type { RuleDetail } from "@/lib/alerts/schemas";
import { NotFoundError } from "@/lib/errors";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";

type Props = { params: Promise<{ alertId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read(params))?.name ?? "Nothing is here" };
}

export default async function AlertPage({ params }: Props) {
  const rule = await read(params);
  if (rule === null) notFound();
  const client = new QueryClient();
  client.setQueryData(ruleQuery(rule.id).queryKey, rule);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AlertEditor key={rule.id} id={rule.id} isMailOff={readMailSettings() === null} />
    </HydrationBoundary>
  );
}

/** The rule of the address; null when it names none that exists for who asks. */
async function read(params: Props["params"]): Promise<RuleDetail | null> {
  const ctx = await requireSession();
  const { data } = ruleParams.safeParse({ id: (await params).alertId });
  if (!data) return null;
  try {
    return await readRule(ctx, data.id);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
