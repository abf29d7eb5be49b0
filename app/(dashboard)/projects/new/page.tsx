import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { NewProjectForm } from "@/components/projects/new-project-form";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage() {
  await requireSession();
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">New project</h1>
      </header>
      <div className="prj">
        <NewProjectForm />
      </div>
    </>
  );
}
