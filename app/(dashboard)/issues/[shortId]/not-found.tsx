"use client";

import { useParams } from "next/navigation";
import { IssueNotFound } from "@/components/issue/issue-not-found";

export default function NotFound() {
  const { shortId } = useParams<{ shortId: string }>();
  return <IssueNotFound shortId={shortId} />;
}
