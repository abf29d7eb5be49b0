"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { projectLinks } from "@/components/projects/links";
import { connectionQuery } from "@/components/projects/queries";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** A project that never received anything: the one next step. Becomes the overview by itself when an event arrives. */
export function NoEventsYet({ slug, name }: { slug: string; name: string }) {
  const router = useRouter();
  const { data } = useQuery(connectionQuery(slug));
  const hasArrived = Boolean(data?.firstEvent);

  useEffect(() => {
    if (hasArrived) router.refresh();
  }, [hasArrived, router]);

  return (
    <EmptyState
      icon={<span className="st-dot live pulse" />}
      title="No events yet"
      actions={
        <ButtonLink variant="primary" href={projectLinks.connect(slug)}>
          Connect an SDK
        </ButtonLink>
      }
    >
      <p>Waiting for the first one from {name}. It will appear here by itself.</p>
    </EmptyState>
  );
}
