"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Box, Plus } from "lucide-react";
import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { issuesLink, projectLinks } from "@/components/projects/links";
import { RoleNote } from "@/components/projects/role-note";
import { useMay } from "@/components/projects/use-may";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LevelMark } from "@/components/ui/level-mark";
import { Count } from "@/components/ui/number";
import { RefreshError } from "@/components/ui/refresh-error";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatExact } from "@/lib/format/format-count";
import { platformName } from "@/lib/projects/schemas";
import type { ProjectSummary } from "@/lib/stats/schemas";
import { projectSummariesQuery } from "./queries";

const CAP = 1000;

/** All projects with their last 24 hours. */
export function ProjectList() {
  const { manage } = useMay();
  const { data: projects, isError } = useSuspenseQuery(projectSummariesQuery);
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Overview</h1>
        <span className="grow" />
        {manage ? (
          <ButtonLink href="/projects/new" icon={<Plus className="i" />}>
            New project
          </ButtonLink>
        ) : null}
      </header>
      {isError ? <RefreshError what="The figures" /> : null}
      {projects.length === 0 ? <NoProjects /> : <Projects projects={projects} />}
    </>
  );
}

function NoProjects() {
  const { manage } = useMay();
  return (
    <EmptyState
      icon={<Box className="i" />}
      title="No projects yet"
      actions={
        manage ? (
          <ButtonLink variant="primary" href="/projects/new">
            Create a project
          </ButtonLink>
        ) : (
          <RoleNote needs="manage" act="make projects" />
        )
      }
    >
      <p>
        A project is one application or service. It gets an address of its own that your code sends errors to.
      </p>
    </EmptyState>
  );
}

function Projects({ projects }: { projects: readonly ProjectSummary[] }) {
  const sum = (pick: (project: ProjectSummary) => number) =>
    projects.reduce((total, each) => total + pick(each), 0);
  const isCapped = projects.some(({ unresolvedCount }) => unresolvedCount >= CAP);
  const figures = [
    { name: "Events 24h", value: sum(({ eventCount }) => eventCount) },
    { name: "New issues 24h", value: sum(({ newCount }) => newCount) },
    { name: "Unresolved", value: sum(({ unresolvedCount }) => unresolvedCount), more: isCapped },
    { name: "Projects", value: projects.length },
  ];
  return (
    <div className="ov">
      <dl className="ov-st ov-st4">
        {figures.map(({ name, value, more }) => (
          <div className="ov-s" key={name}>
            <dt>{name}</dt>
            <dd>
              <Count value={value} noun={name.toLowerCase()} />
              {more ? "+" : ""}
            </dd>
          </div>
        ))}
      </dl>
      <section className="ov-c last">
        <div className="tw-x">
          <table className="tbl tbl-p">
            <thead>
              <tr>
                <th scope="col">Project</th>
                <th scope="col">Platform</th>
                <th scope="col" className="right">
                  Unresolved
                </th>
                <th scope="col" className="right">
                  New 24h
                </th>
                <th scope="col" className="right">
                  Events 24h
                </th>
                <th scope="col">Trend</th>
                <th scope="col" className="right">
                  Last event
                </th>
              </tr>
            </thead>
            <tbody>
              {projects.map((project) => (
                <ProjectRow key={project.id} project={project} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  );
}

function ProjectRow({ project }: { project: ProjectSummary }) {
  const { slug, unresolvedCount, newCount, eventCount, trend, lastEventAt } = project;
  return (
    <tr>
      <td>
        <ProjectName project={project} />
      </td>
      <td className="sec">{platformName(project.platform)}</td>
      <td className="right">
        <Link href={issuesLink(slug)}>
          <Count value={unresolvedCount} noun="unresolved issues" />
          {unresolvedCount >= CAP ? "+" : ""}
        </Link>
      </td>
      <td className="right">
        <Count value={newCount} noun="new issues" className={newCount > 0 ? undefined : "mut"} />
      </td>
      <td className="right">
        <Count value={eventCount} noun="events" className={eventCount > 0 ? undefined : "mut"} />
      </td>
      <td>
        {eventCount > 0 ? (
          <Sparkline
            counts={trend}
            label={`Events per hour over 24 hours, ${formatExact(eventCount)} in all`}
          />
        ) : null}
      </td>
      <td className="right">
        {lastEventAt ? (
          <TimeAgo at={lastEventAt} sentence className="sec" />
        ) : (
          <Link className="link" href={projectLinks.connect(slug)}>
            Connect
          </Link>
        )}
      </td>
    </tr>
  );
}

function ProjectName({ project: { slug, name, worstLevel } }: { project: ProjectSummary }) {
  return (
    <span className="row">
      <span className="pdot">{worstLevel ? <LevelMark level={worstLevel} /> : null}</span>
      <Link className="med trunc" href={projectLinks.overview(slug)}>
        {name}
      </Link>
    </span>
  );
}
