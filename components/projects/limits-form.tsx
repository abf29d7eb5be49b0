"use client";

import type { Project } from "@/lib/projects/schemas";
import { PerMinuteField } from "./per-minute-field";
import { SaveRow } from "./save-row";
import { useProjectForm } from "./use-project-form";

/** How much a project takes in a minute, so that a flood costs neither the disk nor everybody's attention. */
export function LimitsForm({ project }: { project: Project }) {
  const [state, submit, isBusy] = useProjectForm(
    project,
    ({ eventsPerMinute = "", newIssuesPerMinute = "" }) => ({ eventsPerMinute, newIssuesPerMinute }),
    ({ name }) => `limits of ${name}`,
  );
  return (
    <form className="prj-f" action={submit}>
      <section className="fs">
        <h2>Limits</h2>
        <PerMinuteField
          label="Events per minute"
          name="eventsPerMinute"
          defaultValue={state.typed.eventsPerMinute ?? project.eventsPerMinute}
          error={state.fields.eventsPerMinute}
          help={
            <>
              1 or more, or leave empty for no limit. Beyond it clients get <code>429</code> and are told when
              to send again; what is refused is counted. Each key can have a limit of its own.
            </>
          }
        />
        <PerMinuteField
          label="New issues per minute"
          name="newIssuesPerMinute"
          defaultValue={state.typed.newIssuesPerMinute ?? project.newIssuesPerMinute}
          error={state.fields.newIssuesPerMinute}
          help="1 or more, or leave empty for no limit. Beyond it, events that would open an issue go to one overflow issue, and alerts about new issues are muted."
        />
        <SaveRow error={state.error} isBusy={isBusy}>
          Save limits
        </SaveRow>
      </section>
    </form>
  );
}
