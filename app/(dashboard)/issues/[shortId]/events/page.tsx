import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireSession } from "@/app/session";
import { EventsView } from "@/components/events/events-view";
import { AddressState } from "@/components/layout/address-state";
import { readIssue } from "@/lib/issues/read-issue";
import { orNotFound } from "../../../projects/or-not-found";
import type { SearchParams } from "../issue-view";

type Props = { params: Promise<{ shortId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Events of ${(await params).shortId.slice(0, 30).toUpperCase()}` };
}

/** The events of an issue; of one that was merged, those of the issue that it went into. */
export default async function IssueEventsPage({ params, searchParams }: Props) {
  const ctx = await requireSession();
  const { shortId } = await params;
  const issue = await orNotFound(readIssue(ctx, shortId));
  if (issue.shortId !== shortId.toUpperCase()) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(await searchParams)) {
      if (typeof value === "string") search.set(name, value);
    }
    redirect(`/issues/${encodeURIComponent(issue.shortId)}/events?${search}`);
  }
  return (
    <AddressState>
      <EventsView shortId={issue.shortId} />
    </AddressState>
  );
}
