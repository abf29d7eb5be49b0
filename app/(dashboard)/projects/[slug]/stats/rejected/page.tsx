import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { rejectionsQuery } from "@/components/log-rejections/queries";
import { RejectionsView } from "@/components/log-rejections/rejections-view";
import { ProjectHeader } from "@/components/projects/project-header";
import { listRejections } from "@/lib/logs/rejections/list-rejections";
import { readProject } from "@/lib/projects/read-project";
import { nameForTitle, orNotFound } from "../../../or-not-found";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: `Rejected logs of ${await nameForTitle(readProject(ctx, await params))}` };
}

export default async function RejectedLogsPage({ params }: Props) {
  const ctx = await requireSession();
  const { slug } = await params;
  const [project, page] = await orNotFound(
    Promise.all([readProject(ctx, { slug }), listRejections(ctx, { project: slug })]),
  );
  const client = new QueryClient();
  client.setQueryData(rejectionsQuery(slug).queryKey, { pages: [page], pageParams: [null] });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProjectHeader slug={slug} name={project.name} current="Stats" />
      <RejectionsView slug={slug} />
    </HydrationBoundary>
  );
}
