import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { OwnershipView } from "@/components/ownership/ownership-view";
import { ownershipQuery } from "@/components/ownership/queries";
import { ProjectHeader } from "@/components/projects/project-header";
import { readOwnership } from "@/lib/ownership/read-ownership";
import { readProject } from "@/lib/projects/read-project";
import { nameForTitle, orNotFound } from "../../or-not-found";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: `Ownership of ${await nameForTitle(readProject(ctx, await params))}` };
}

export default async function OwnershipPage({ params }: Props) {
  const ctx = await requireSession();
  const { slug } = await params;
  const [project, ownership] = await orNotFound(
    Promise.all([readProject(ctx, { slug }), readOwnership(ctx, { slug })]),
  );
  const client = new QueryClient();
  client.setQueryData(ownershipQuery(slug).queryKey, ownership);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProjectHeader slug={slug} name={project.name} current="Ownership" />
      <OwnershipView slug={slug} />
    </HydrationBoundary>
  );
}
