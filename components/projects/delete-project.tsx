"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Project } from "@/lib/projects/schemas";
import { deleteProject } from "./queries";
import { RoleNote } from "./role-note";
import { useMay } from "./use-may";

/** The one act here that cannot be taken back: asks for the address to be typed. */
export function DeleteProject({ project }: { project: Project }) {
  const router = useRouter();
  const client = useQueryClient();
  const { manage } = useMay();

  async function remove() {
    await deleteProject(project.slug);
    client.removeQueries({ queryKey: ["projects", project.slug] });
    await client.invalidateQueries({ queryKey: ["projects"], exact: true });
    router.push("/projects");
    router.refresh();
    toast({ message: `Deleted ${project.name}` });
  }

  return (
    <section className="fs">
      <h2>Delete this project</h2>
      <p className="sec">
        Its issues, events, counts and keys go for good. Clients that still use its keys are refused. Other
        projects are not touched.
      </p>
      {manage ? (
        <div className="row">
          <AlertDialog
            trigger={
              <Button variant="danger" icon={<Trash2 className="i" />}>
                Delete project
              </Button>
            }
            title={`Delete ${project.name}?`}
            description="All its issues, events and keys are deleted for good, at once. This takes a few seconds, longer with many events. It cannot be undone."
            confirmText={project.slug}
            confirmLabel="Delete project"
            cancelLabel="Keep project"
            icon={<Trash2 className="i" />}
            onConfirm={remove}
          />
        </div>
      ) : (
        <RoleNote needs="manage" act="delete a project" />
      )}
    </section>
  );
}
