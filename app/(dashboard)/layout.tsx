import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Shell } from "@/components/layout/shell";
import { listProjectsForNav } from "@/lib/projects/list-projects";
import { requireSession } from "../session";

/** Everything here is behind the sign-in and stands in the shell. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await requireSession();
  const [projects, cookieStore] = await Promise.all([listProjectsForNav(ctx), cookies()]);
  return (
    <Shell
      user={{ name: ctx.actor.name, email: ctx.actor.email }}
      projects={projects}
      collapsed={cookieStore.get("sidebar")?.value === "collapsed"}
    >
      {children}
    </Shell>
  );
}
