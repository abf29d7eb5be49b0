import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { AddressState } from "@/components/layout/address-state";
import { projectStatsQuery } from "@/components/stats/queries";
import { StatsView } from "@/components/stats/stats-view";
import { readProject } from "@/lib/projects/read-project";
import { readProjectStats } from "@/lib/stats/project-stats";
import { readStatsQuery } from "@/lib/stats/schemas";
import { nameForTitle, orNotFound } from "../../or-not-found";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: `Stats of ${await nameForTitle(readProject(ctx, await params))}` };
}

export default async function StatsPage({ params, searchParams }: Props) {
  const ctx = await requireSession();
  const { slug } = await params;
  const query = readStatsQuery(await searchParams);
  const [project, stats] = await orNotFound(
    Promise.all([readProject(ctx, { slug }), readProjectStats(ctx, { slug, ...query })]),
  );
  const client = new QueryClient();
  client.setQueryData(projectStatsQuery(slug, query).queryKey, stats);
  return (
    <AddressState>
      <HydrationBoundary state={dehydrate(client)}>
        <StatsView project={project} />
      </HydrationBoundary>
    </AddressState>
  );
}
