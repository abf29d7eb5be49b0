"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormAction } from "@/components/auth/use-form-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import type { Project } from "@/lib/projects/schemas";
import { updateProject } from "./queries";

/** How long and how many events a project keeps. */
export function RetentionForm({ project }: { project: Project }) {
  const router = useRouter();
  const client = useQueryClient();
  const [state, submit, isBusy] = useFormAction(async ({ retentionDays, maxEvents }) => {
    const changed = await updateProject(project.slug, {
      retentionDays: Number(retentionDays),
      maxEvents: Number(maxEvents),
    });
    client.setQueryData(["projects", changed.slug], changed);
    router.refresh();
    toast({ message: `Saved ${changed.name}` });
  });
  return (
    <form className="prj-f" action={submit}>
      <section className="fs">
        <h2>Retention</h2>
        <Field
          label="Keep events for (days)"
          name="retentionDays"
          type="number"
          inputMode="numeric"
          min={1}
          max={3650}
          step={1}
          required
          defaultValue={state.typed.retentionDays ?? project.retentionDays}
          error={state.fields.retentionDays}
          help="Older events go for good, within the hour after their day is over. An issue goes with its last event."
        />
        <Field
          label="Keep at most (events)"
          name="maxEvents"
          type="number"
          inputMode="numeric"
          min={1000}
          step={1}
          required
          defaultValue={state.typed.maxEvents ?? project.maxEvents}
          error={state.fields.maxEvents}
          help="Beyond that, the noisiest issues are thinned out. Each keeps its first event, its last and a spread between them; counts stay as they are."
        />
        {state.error ? (
          <p className="help err" role="alert">
            {state.error}
          </p>
        ) : null}
        <div className="row">
          <Button type="submit" busy={isBusy}>
            Save retention
          </Button>
        </div>
      </section>
    </form>
  );
}
