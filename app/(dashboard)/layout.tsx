import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { firingCountQuery, healthSummaryQuery } from "@/components/layout/queries";
import { Shell } from "@/components/layout/shell";
import { countFiring } from "@/lib/alerts/count-firing";
import { listProjectsForNav } from "@/lib/projects/list-projects";
import { readHealthSummary } from "@/lib/stats/health-summary";
import { requireSession } from "../session";

/** Everything here is behind the sign-in and stands in the shell. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await requireSession();
  const client = new QueryClient();
  const [projects, cookieStore] = await Promise.all([
    listProjectsForNav(ctx),
    cookies(),
    // Known from the start, or the foot of the sidebar would grow when it comes.
    client.prefetchQuery({ ...healthSummaryQuery, queryFn: () => readHealthSummary(ctx) }),
    client.prefetchQuery({ ...firingCountQuery, queryFn: () => countFiring(ctx) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Shell
        user={{
          id: ctx.actor.userId,
          name: ctx.actor.name,
          email: ctx.actor.email,
          role: ctx.actor.role,
        }}
        projects={projects}
        collapsed={cookieStore.get("sidebar")?.value === "collapsed"}
      >
        {children}
      </Shell>
    </HydrationBoundary>
  );
}
