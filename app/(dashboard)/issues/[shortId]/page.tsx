import type { Metadata } from "next";
import { AddressState } from "@/components/layout/address-state";
import { IssueView, type SearchParams } from "./issue-view";

type PageProps = {
  params: Promise<{ shortId: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await params).shortId.slice(0, 30).toUpperCase() };
}

export default async function Page({ params, searchParams }: PageProps) {
  const [{ shortId }, search] = await Promise.all([params, searchParams]);
  return (
    <AddressState>
      <IssueView shortId={shortId} selector="recommended" search={search} />
    </AddressState>
  );
}
