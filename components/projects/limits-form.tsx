"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormAction } from "@/components/auth/use-form-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Project } from "@/lib/projects/schemas";
import { PerMinuteField } from "./per-minute-field";
import { updateProject } from "./queries";

/** How much a project takes in a minute, so that a flood costs neither the disk nor everybody's attention. */
export function LimitsForm({ project }: { project: Project }) {
  const router = useRouter();
  const client = useQueryClient();
  const [state, submit, isBusy] = useFormAction(async ({ eventsPerMinute = "", newIssuesPerMinute = "" }) => {
    const changed = await updateProject(project.slug, { eventsPerMinute, newIssuesPerMinute });
    client.setQueryData(["projects", changed.slug], changed);
    router.refresh();
    toast({ message: `Saved limits of ${changed.name}` });
  });
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
        {state.error ? (
          <p className="help err" role="alert">
            {state.error}
          </p>
        ) : null}
        <div className="row">
          <Button type="submit" busy={isBusy}>
            Save limits
          </Button>
        </div>
      </section>
    </form>
  );
}
