import type { Metadata } from "next";
import { IssueView } from "../../issue-view";

type PageProps = {
  params: Promise<{ shortId: string; eventId: string }>;
  searchParams: Promise<{ window?: string | string[] }>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { shortId, eventId } = await params;
  return { title: `${shortId.slice(0, 30).toUpperCase()}, event ${eventId.slice(0, 8)}` };
}

export default async function Page({ params, searchParams }: PageProps) {
  const [{ shortId, eventId }, { window }] = await Promise.all([params, searchParams]);
  return <IssueView shortId={shortId} selector={eventId} window={window} />;
}
