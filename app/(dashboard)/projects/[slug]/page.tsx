import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { AddressState } from "@/components/layout/address-state";
import { OverviewView } from "@/components/stats/overview-view";
import { overviewQuery } from "@/components/stats/queries";
import { readProject } from "@/lib/projects/read-project";
import { readProjectOverview } from "@/lib/stats/project-overview";
import { readOverviewQuery } from "@/lib/stats/schemas";
import { nameForTitle, orNotFound } from "../or-not-found";
import "./log-charts.css";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ period?: unknown; env?: unknown }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: await nameForTitle(readProject(ctx, await params)) };
}

export default async function ProjectPage({ params, searchParams }: Props) {
  const ctx = await requireSession();
  const { slug } = await params;
  const asked = readOverviewQuery(await searchParams);
  const [project, overview] = await orNotFound(
    Promise.all([readProject(ctx, { slug }), readProjectOverview(ctx, { slug, ...asked })]),
  );
  const client = new QueryClient();
  client.setQueryData(overviewQuery(slug, asked).queryKey, overview);
  return (
    <AddressState>
      <HydrationBoundary state={dehydrate(client)}>
        <OverviewView project={project} />
      </HydrationBoundary>
    </AddressState>
  );
}
