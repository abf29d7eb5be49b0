"use client";

import type { Project } from "@/lib/projects/schemas";
import { DaysField } from "./days-field";
import { describeLogRetention, logLevelNames } from "./describe-log-retention";
import { PerMinuteField } from "./per-minute-field";
import { SaveRow } from "./save-row";
import { useProjectForm } from "./use-project-form";

type LevelDays = Project["logLevelDays"];

/** How long log lines of which level stay, and how many are taken in a minute. */
export function LogRetentionForm({ project }: { project: Project }) {
  const [state, submit, isBusy] = useProjectForm(
    project,
    ({ logRetentionDays, logsPerMinute = "", ...typed }) => ({
      logRetentionDays: Number(logRetentionDays),
      logLevelDays: logLevelNames.map((level) => Number(typed[`days-${level}`] || 0)) as LevelDays,
      logsPerMinute,
    }),
    ({ name }) => `log settings of ${name}`,
  );
  return (
    <form className="prj-f" action={submit}>
      <section className="fs">
        <h2>Retention and limit</h2>
        <p className="sec">{describeLogRetention(project)}</p>
        <DaysField
          label="Keep log lines for (days)"
          name="logRetentionDays"
          required
          defaultValue={state.typed.logRetentionDays ?? project.logRetentionDays}
          error={state.fields.logRetentionDays}
          help="By the day of a line's own time. Older lines go for good, within the hour after their day is over, at the latest so long after they were received."
        />
        <div className="lgs-d" role="group" aria-label="Shorter for a level, in days">
          {logLevelNames.map((level, at) => (
            <DaysField
              key={level}
              label={`Of level ${level}`}
              name={`days-${level}`}
              placeholder="As all"
              defaultValue={state.typed[`days-${level}`] ?? (project.logLevelDays[at] || "")}
              error={state.fields[`logLevelDays.${at}`]}
            />
          ))}
        </div>
        <p className="help">
          Days after which lines of a level go earlier than the others. Empty keeps them as long as all. Trace
          counts as debug, fatal as error.
        </p>
        <PerMinuteField
          label="Lines per minute"
          name="logsPerMinute"
          defaultValue={state.typed.logsPerMinute ?? project.logsPerMinute}
          error={state.fields.logsPerMinute}
          help={
            <>
              1 or more, or leave empty for no limit. All keys together; beyond it senders get{" "}
              <code>429</code> and are told when to send again. What is refused is counted.
            </>
          }
        />
        <SaveRow error={state.error} isBusy={isBusy}>
          Save log settings
        </SaveRow>
      </section>
    </form>
  );
}
