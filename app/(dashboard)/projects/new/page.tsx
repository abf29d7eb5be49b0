import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { NewProjectForm } from "@/components/projects/new-project-form";
import { RoleNote } from "@/components/projects/role-note";
import { can } from "@/lib/auth/authorize";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage() {
  const ctx = await requireSession();
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">New project</h1>
      </header>
      <div className="prj">
        {can(ctx, "project:write") ? <NewProjectForm /> : <RoleNote needs="manage" act="make a project" />}
      </div>
    </>
  );
}
