import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { rulesQuery } from "@/components/alerts/queries";
import { RuleList } from "@/components/alerts/rule-list";
import { AddressState } from "@/components/layout/address-state";
import { listRules } from "@/lib/alerts/list-rules";
import { readMailSettings } from "@/lib/notifications/mail/read-mail-settings";

export const metadata: Metadata = { title: "Alerts" };

/** The list arrives with its rows; the browser goes on from there. */
export default async function AlertsPage() {
  const ctx = await requireSession();
  const client = new QueryClient();
  await client.prefetchQuery({ ...rulesQuery, queryFn: () => listRules(ctx, { project: [] }) });
  return (
    <AddressState>
      <HydrationBoundary state={dehydrate(client)}>
        <RuleList isMailOff={readMailSettings() === null} />
      </HydrationBoundary>
    </AddressState>
  );
}
