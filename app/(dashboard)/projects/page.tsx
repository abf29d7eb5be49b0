import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { ProjectList } from "@/components/stats/project-list";
import { projectSummariesQuery } from "@/components/stats/queries";
import { listProjectSummaries } from "@/lib/stats/list-project-summaries";

export const metadata: Metadata = { title: "Overview" };

export default async function ProjectsPage() {
  const ctx = await requireSession();
  const client = new QueryClient();
  client.setQueryData(projectSummariesQuery.queryKey, await listProjectSummaries(ctx));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProjectList />
    </HydrationBoundary>
  );
}
