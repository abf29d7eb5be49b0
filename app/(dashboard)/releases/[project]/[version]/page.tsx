import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireSession } from "@/app/session";
import { AddressState } from "@/components/layout/address-state";
import { releaseQuery } from "@/components/releases/queries";
import { ReleaseView } from "@/components/releases/release-view";
import { readRelease } from "@/lib/releases/read-release";
import { releaseParams } from "@/lib/releases/schemas";
import { orNotFound } from "../../../projects/or-not-found";

type Props = { params: Promise<{ project: string; version: string }> };

/** Pages get the parts of their path as they stand in the address. Null for what names no release. */
async function readName(params: Props["params"]) {
  const { project, version } = await params;
  try {
    const decoded = { project: decodeURIComponent(project), version: decodeURIComponent(version) };
    return releaseParams.safeParse(decoded).data ?? null;
  } catch {
    return null;
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readName(params))?.version ?? "Nothing is here" };
}

export default async function ReleasePage({ params }: Props) {
  const ctx = await requireSession();
  const name = await readName(params);
  if (name === null) notFound();
  const release = await orNotFound(readRelease(ctx, name));
  const client = new QueryClient();
  client.setQueryData(releaseQuery(name.project, name.version).queryKey, release);
  return (
    <AddressState>
      <HydrationBoundary state={dehydrate(client)}>
        <ReleaseView key={name.version} slug={name.project} version={name.version} />
      </HydrationBoundary>
    </AddressState>
  );
}
