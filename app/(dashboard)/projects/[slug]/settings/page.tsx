import type { Metadata } from "next";
import Link from "next/link";
import { requireSession } from "@/app/session";
import { EnvironmentSettings } from "@/components/environments/environment-settings";
import { DeleteProject } from "@/components/projects/delete-project";
import { Guarded } from "@/components/projects/guarded";
import { describeLogRetention } from "@/components/projects/describe-log-retention";
import { LimitsForm } from "@/components/projects/limits-form";
import { projectLinks } from "@/components/projects/links";
import { ProjectForm } from "@/components/projects/project-form";
import { ProjectHeader } from "@/components/projects/project-header";
import { RoleNote } from "@/components/projects/role-note";
import { ProjectTeams } from "@/components/teams/project-teams";
import { RetentionForm } from "@/components/projects/retention-form";
import { readProject } from "@/lib/projects/read-project";
import { can } from "@/lib/auth/authorize";
import { listPeople } from "@/lib/members/list-people";
import { listProjectTeams } from "@/lib/teams/list-project-teams";
import { nameForTitle, orNotFound } from "../../or-not-found";
import "@/app/(dashboard)/settings/settings.css";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: `Settings of ${await nameForTitle(readProject(ctx, await params))}` };
}

export default async function ProjectSettingsPage({ params }: Props) {
  const ctx = await requireSession();
  const project = await orNotFound(readProject(ctx, await params));
  const [{ teams }, given] = await Promise.all([listPeople(ctx), listProjectTeams(ctx, project)]);
  const canManage = can(ctx, "project:write");
  return (
    <>
      <ProjectHeader slug={project.slug} name={project.name} current="Settings" />
      <div className="prj">
        {canManage ? null : <RoleNote needs="manage" act="change the settings of a project" />}
        <Guarded>
          <ProjectForm project={project} />
        </Guarded>
        <section className="fs">
          <h2>Keys</h2>
          <p className="sec">
            DSN, keys, their own limits and the steps for each platform are on{" "}
            <Link className="link" href={projectLinks.connect(project.slug)}>
              Connect
            </Link>
            .
          </p>
        </section>
        <ProjectTeams slug={project.slug} teams={teams} given={given} canManage={canManage} />
        <Guarded>
          <LimitsForm project={project} />
        </Guarded>
        <EnvironmentSettings slug={project.slug} canManage={can(ctx, "environment:write")} />
        <Guarded>
          <RetentionForm project={project} />
        </Guarded>
        <section className="fs">
          <h2>Logs</h2>
          <p className="sec">
            {describeLogRetention(project)} Their retention by level, limit, used space and lookup tables are
            on{" "}
            <Link className="link" href={projectLinks.logSettings(project.slug)}>
              Logs
            </Link>
            .
          </p>
        </section>
        <DeleteProject project={project} />
      </div>
    </>
  );
}
