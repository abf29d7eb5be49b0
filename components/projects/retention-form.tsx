"use client";

import { Field } from "@/components/ui/field";
import type { Project } from "@/lib/projects/schemas";
import { DaysField } from "./days-field";
import { SaveRow } from "./save-row";
import { useProjectForm } from "./use-project-form";

/** How long and how many events a project keeps. */
export function RetentionForm({ project }: { project: Project }) {
  const [state, submit, isBusy] = useProjectForm(
    project,
    ({ retentionDays, maxEvents }) => ({
      retentionDays: Number(retentionDays),
      maxEvents: Number(maxEvents),
    }),
    ({ name }) => `retention of ${name}`,
  );
  return (
    <form className="prj-f" action={submit}>
      <section className="fs">
        <h2>Retention</h2>
        <DaysField
          label="Keep events for (days)"
          name="retentionDays"
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
        <SaveRow error={state.error} isBusy={isBusy}>
          Save retention
        </SaveRow>
      </section>
    </form>
  );
}
