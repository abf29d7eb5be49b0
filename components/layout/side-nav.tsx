"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { DeadLetterDot } from "@/components/dead-letters/dead-letter-dot";
import { LevelMark } from "@/components/ui/level-mark";
import { formatExact } from "@/lib/format/format-count";
import { paths } from "./place";
import { firingCountQuery } from "./queries";
import { sections } from "./sections";
import { useShell } from "./shell-context";
import { usePlace } from "./use-place";

/** The server counts no further than this per project. */
const COUNTED_UP_TO = 1000;

/** The links of sidebar and drawer: sections, then projects with their worst open level. */
export function SideNav() {
  const { projects, user } = useShell();
  const place = usePlace();
  const unresolved = projects.reduce((sum, project) => sum + project.unresolvedCount, 0);
  const firing = useQuery(firingCountQuery).data?.firing ?? 0;
  const capped = projects.some((project) => project.unresolvedCount >= COUNTED_UP_TO);
  return (
    <>
      <nav className="side-nav" aria-label="Sections">
        {sections.map((section) => (
          <Link
            key={section.id}
            href={section.href}
            title={`${section.label}  ${section.keys}`}
            aria-current={place.section === section.id && !place.projectSlug ? "page" : undefined}
          >
            {section.icon}
            <span>{section.label}</span>
            {section.id === "issues" && unresolved > 0 ? (
              <span className="n num" title="Unresolved issues">
                {formatExact(unresolved)}
                {capped ? "+" : ""}
              </span>
            ) : null}
            {section.id === "alerts" && firing > 0 ? (
              <span className="n num" title={firing === 1 ? "1 alert fires" : `${firing} alerts fire`}>
                {firing}
              </span>
            ) : null}
          </Link>
        ))}
      </nav>
      <div className="side-h">
        <span>Projects</span>
        {user.role === "owner" || user.role === "admin" ? (
          <Link
            className="btn btn-ghost btn-icon btn-sm"
            href={paths.newProject}
            aria-label="New project"
            title="New project"
          >
            <Plus className="i" />
          </Link>
        ) : null}
      </div>
      <nav className="side-nav side-projects" aria-label="Projects">
        {projects.map((project) => (
          <Link
            key={project.id}
            href={paths.project(project.slug)}
            title={project.name}
            aria-current={place.projectSlug === project.slug ? "page" : undefined}
          >
            <span className="pdot">
              {project.worstLevel ? <LevelMark level={project.worstLevel} /> : null}
            </span>
            <span>{project.name}</span>
            {project.deadLetterCount > 0 ? <DeadLetterDot count={project.deadLetterCount} /> : null}
            {project.unresolvedCount > 0 ? (
              <span className="n num" title="Unresolved issues">
                {formatExact(project.unresolvedCount)}
                {project.unresolvedCount >= COUNTED_UP_TO ? "+" : ""}
              </span>
            ) : null}
          </Link>
        ))}
      </nav>
    </>
  );
}
