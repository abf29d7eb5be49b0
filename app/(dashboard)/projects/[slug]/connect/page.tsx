import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { requireSession } from "@/app/session";
import { AddressState } from "@/components/layout/address-state";
import { ConnectView } from "@/components/projects/connect-view";
import { ProjectHeader } from "@/components/projects/project-header";
import { connectionQuery, keysQuery } from "@/components/projects/queries";
import { listKeys } from "@/lib/projects/list-keys";
import { readBaseUrl } from "@/lib/projects/read-base-url";
import { readConnectionStatus } from "@/lib/projects/read-connection-status";
import { readProject } from "@/lib/projects/read-project";
import { nameForTitle, orNotFound } from "../../or-not-found";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: `Connect ${await nameForTitle(readProject(ctx, await params))}` };
}

export default async function ConnectPage({ params }: Props) {
  const ctx = await requireSession();
  const { slug } = await params;
  const baseUrl = readBaseUrl(await headers());
  const [project, keys, connection] = await orNotFound(
    Promise.all([
      readProject(ctx, { slug }),
      listKeys(ctx, { slug, baseUrl }),
      readConnectionStatus(ctx, { slug }),
    ]),
  );
  const client = new QueryClient();
  client.setQueryData(keysQuery(slug).queryKey, keys);
  client.setQueryData(connectionQuery(slug).queryKey, connection);
  return (
    <AddressState>
      <HydrationBoundary state={dehydrate(client)}>
        <ProjectHeader slug={slug} name={project.name} current="Connect" />
        <ConnectView project={project} />
      </HydrationBoundary>
    </AddressState>
  );
}
