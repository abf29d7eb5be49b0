import type { Metadata } from "next";
import { AddressState } from "@/components/layout/address-state";
import { IssueView, type SearchParams } from "../../issue-view";

type PageProps = {
  params: Promise<{ shortId: string; eventId: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { shortId, eventId } = await params;
  return { title: `${shortId.slice(0, 30).toUpperCase()}, event ${eventId.slice(0, 8)}` };
}

export default async function Page({ params, searchParams }: PageProps) {
  const [{ shortId, eventId }, search] = await Promise.all([params, searchParams]);
  return (
    <AddressState>
      <IssueView shortId={shortId} selector={eventId} search={search} />
    </AddressState>
  );
}
