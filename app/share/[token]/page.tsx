import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SharedIssueView } from "@/components/share/shared-issue-view";
import { NotFoundError } from "@/lib/errors";
import { readSharedIssue } from "@/lib/issues/share/read-shared-issue";
import type { SharedIssue } from "@/lib/issues/share/schemas";

type Props = { params: Promise<{ token: string }> };

/** The title says nothing: it would stand in histories and previews of whoever gets the link. */
export const metadata: Metadata = {
  title: "Shared issue",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** An issue for whoever has its link. Asks the database every time: a link that was taken back is dead at once. */
export default async function SharedIssuePage({ params }: Props) {
  return <SharedIssueView issue={await readOrNotFound((await params).token)} />;
}

async function readOrNotFound(token: string): Promise<SharedIssue> {
  try {
    return await readSharedIssue(token);
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
}
