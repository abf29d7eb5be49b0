"use client";

import { useId, useState } from "react";
import { Markdown } from "@/components/markdown/markdown";
import { Segmented } from "@/components/ui/segmented";
import { FaultLines, faultsAt } from "./fault-lines";
import { OwnerChoice } from "./owner-choice";
import type { DraftFault, SectionProps } from "./section-props";

const LONGEST = 10_000;

/** What to do when it fires, in the words of those who know; and who those are. */
export function RunbookSection({
  draft,
  onChange,
  faults,
  isReadOnly,
}: SectionProps & { faults: DraftFault[]; isReadOnly: boolean }) {
  const id = useId();
  const [shown, setShown] = useState<"write" | "read">(isReadOnly ? "read" : "write");
  const { runbook } = draft.definition;
  return (
    <section className="fs" aria-labelledby={`${id}-h`}>
      <div className="row">
        <h2 id={`${id}-h`}>Runbook</h2>
        <span className="grow" />
        {isReadOnly ? null : (
          <Segmented
            label="Runbook as"
            size="sm"
            value={shown}
            onValueChange={setShown}
            options={[
              { value: "write", label: "Write" },
              { value: "read", label: "Preview" },
            ]}
          />
        )}
      </div>
      {shown === "read" ? (
        runbook.trim() === "" ? (
          <p className="mut">Nothing is written.</p>
        ) : (
          <Markdown text={runbook} nameOf={nobody} />
        )
      ) : (
        <>
          <textarea
            className="input al-run"
            rows={4}
            aria-label="Runbook"
            aria-describedby={`${id}-help`}
            placeholder="What to look at first, whom to call, how to stop it"
            maxLength={LONGEST}
            value={runbook}
            onChange={({ target }) =>
              onChange({ ...draft, definition: { ...draft.definition, runbook: target.value } })
            }
          />
          <p className="help" id={`${id}-help`}>
            Goes along with each message. **Bold**, *italic*, `code`, lists and links can be written.
          </p>
        </>
      )}
      <div className="row al-owner">
        <span className="lab">Owner</span>
        <OwnerChoice draft={draft} onChange={onChange} isReadOnly={isReadOnly} />
        <span className="help">Who looks after the alert itself. Nobody is told for that.</span>
      </div>
      <FaultLines faults={faultsAt(faults, ["definition.runbook", "owner"])} />
    </section>
  );
}

/** A runbook mentions nobody: who is told stands above. */
function nobody(): null {
  return null;
}
