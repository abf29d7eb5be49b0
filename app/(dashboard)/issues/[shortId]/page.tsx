import type { Metadata } from "next";
import { IssueView } from "./issue-view";

type PageProps = {
  params: Promise<{ shortId: string }>;
  searchParams: Promise<{ window?: string | string[] }>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await params).shortId.slice(0, 30).toUpperCase() };
}

export default async function Page({ params, searchParams }: PageProps) {
  const [{ shortId }, { window }] = await Promise.all([params, searchParams]);
  return <IssueView shortId={shortId} selector="recommended" window={window} />;
}
