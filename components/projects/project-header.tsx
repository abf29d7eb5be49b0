"use client";

import type { ReactNode } from "react";
import { DeadLetterDot } from "@/components/dead-letters/dead-letter-dot";
import { useShell } from "@/components/layout/shell-context";
import { Tabs } from "@/components/ui/tabs";
import { formatExact } from "@/lib/format/format-count";
import { issuesLink, projectLinks } from "./links";

const views = ["Overview", "Stats", "Connect", "Grouping", "Ownership", "Settings"] as const;
type View = (typeof views)[number];

type ProjectHeaderProps = { slug: string; name: string; current: View; children?: ReactNode };

/** The bar over a project's pages: its name, its views, and what the page puts at the right. */
export function ProjectHeader({ slug, name, current, children }: ProjectHeaderProps) {
  const project = useShell().projects.find((known) => known.slug === slug);
  const open = project?.unresolvedCount;
  return (
    <header className="bar prj-bar">
      <h1 className="hide-m trunc">
        {name}
        {current === "Overview" ? null : <span className="vh">, {current.toLowerCase()}</span>}
      </h1>
      <Tabs
        label="Project"
        tabs={[
          { href: projectLinks.overview(slug), label: "Overview", current: current === "Overview" },
          { href: issuesLink(slug), label: "Issues", count: open ? formatExact(open) : undefined },
          {
            href: projectLinks.stats(slug),
            label: "Stats",
            count: project?.deadLetterCount ? <DeadLetterDot count={project.deadLetterCount} /> : undefined,
            current: current === "Stats",
          },
          { href: projectLinks.connect(slug), label: "Connect", current: current === "Connect" },
          { href: projectLinks.grouping(slug), label: "Grouping", current: current === "Grouping" },
          { href: projectLinks.ownership(slug), label: "Ownership", current: current === "Ownership" },
          { href: projectLinks.settings(slug), label: "Settings", current: current === "Settings" },
        ]}
      />
      <span className="grow" />
      {children}
    </header>
  );
}
