import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { DiscardList } from "@/components/ownership/discard-list";
import { groupingQuery } from "@/components/grouping/queries";
import { RulesView } from "@/components/grouping/rules-view";
import { ProjectHeader } from "@/components/projects/project-header";
import { readGrouping } from "@/lib/projects/grouping/read-grouping";
import { readProject } from "@/lib/projects/read-project";
import { nameForTitle, orNotFound } from "../../or-not-found";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: `Grouping of ${await nameForTitle(readProject(ctx, await params))}` };
}

export default async function GroupingPage({ params, searchParams }: Props) {
  const ctx = await requireSession();
  const { slug } = await params;
  const { fingerprint, stack } = await searchParams;
  const [project, grouping] = await orNotFound(
    Promise.all([readProject(ctx, { slug }), readGrouping(ctx, { slug })]),
  );
  const client = new QueryClient();
  client.setQueryData(groupingQuery(slug).queryKey, grouping);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProjectHeader slug={slug} name={project.name} current="Grouping" />
      <RulesView slug={slug} proposal={{ fingerprint: oneOf(fingerprint), stack: oneOf(stack) }} />
      <div className="ru-foot">
        <DiscardList slug={slug} />
      </div>
    </HydrationBoundary>
  );
}

function oneOf(sent: string | string[] | undefined): string | undefined {
  return Array.isArray(sent) ? sent[0] : sent;
}
