import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { LookupsSection } from "@/components/logs/lookups-section";
import { LogUsageSection } from "@/components/logs/settings-usage";
import { Guarded } from "@/components/projects/guarded";
import { projectLinks } from "@/components/projects/links";
import { LogRetentionForm } from "@/components/projects/log-retention-form";
import { ProjectHeader } from "@/components/projects/project-header";
import { RoleNote } from "@/components/projects/role-note";
import { ButtonLink } from "@/components/ui/button";
import { can } from "@/lib/auth/authorize";
import { readProject } from "@/lib/projects/read-project";
import { nameForTitle, orNotFound } from "../../../or-not-found";
import "./log-settings.css";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireSession();
  return { title: `Log settings of ${await nameForTitle(readProject(ctx, await params))}` };
}

export default async function LogSettingsPage({ params }: Props) {
  const ctx = await requireSession();
  const project = await orNotFound(readProject(ctx, await params));
  return (
    <>
      <ProjectHeader slug={project.slug} name={project.name} current="Settings" />
      <div className="prj lgs">
        <div className="sec-h">
          <ButtonLink
            variant="ghost"
            size="sm"
            className="btn-icon"
            href={projectLinks.settings(project.slug)}
            aria-label="Back to the settings"
            icon={<ArrowLeft className="i" />}
          />
          <h2>Logs</h2>
        </div>
        {can(ctx, "project:write") ? null : (
          <RoleNote needs="manage" act="change how long logs are kept and how many are taken" />
        )}
        <Guarded>
          <LogRetentionForm project={project} />
        </Guarded>
        <LogUsageSection slug={project.slug} />
        <LookupsSection slug={project.slug} />
      </div>
    </>
  );
}
