import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { DeadLettersView } from "@/components/dead-letters/dead-letters-view";
import { deadLettersQuery } from "@/components/dead-letters/queries";
import { ProjectHeader } from "@/components/projects/project-header";
import { listDeadLetters } from "@/lib/dead-letters/list-dead-letters";
import { readProject } from "@/lib/projects/read-project";
import { nameForTitle, orNotFound } from "../../../or-not-found";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: `Dead letters of ${await nameForTitle(readProject(ctx, await params))}` };
}

export default async function DeadLettersPage({ params }: Props) {
  const ctx = await requireSession();
  const { slug } = await params;
  const [project, page] = await orNotFound(
    Promise.all([readProject(ctx, { slug }), listDeadLetters(ctx, { slug })]),
  );
  const client = new QueryClient();
  client.setQueryData(deadLettersQuery(slug).queryKey, { pages: [page], pageParams: [null] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProjectHeader slug={slug} name={project.name} current="Stats" />
      <DeadLettersView slug={slug} />
    </HydrationBoundary>
  );
}
