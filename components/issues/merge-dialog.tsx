"use client";

import { Merge } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { LevelMark } from "@/components/ui/level-mark";
import { Count } from "@/components/ui/number";
import type { IssueRow } from "@/lib/issues/schemas";

type MergeDialogProps = {
  /** At least two issues of one project. */
  issues: readonly IssueRow[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMerge: (into: string, from: string[]) => void;
};

/** Asks which of the selected issues stays, and says what becomes of the others. */
export default function MergeDialog({ issues, open, onOpenChange, onMerge }: MergeDialogProps) {
  return (
    <Dialog
      title={`Merge ${issues.length} issues`}
      description="All their events, now and later, are counted under the issue that stays. Addresses of the others lead there, and Undo brings them back."
      open={open}
      onOpenChange={onOpenChange}
    >
      {open ? <Choice issues={issues} onMerge={onMerge} close={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

type ChoiceProps = Pick<MergeDialogProps, "issues" | "onMerge"> & { close: () => void };

/** Its own component, so that each dialog begins with the issue that has the most events. */
function Choice({ issues, onMerge, close }: ChoiceProps) {
  const [ordered] = useState(() => [...issues].sort((one, other) => other.eventCount - one.eventCount));
  const [into, setInto] = useState(ordered[0]?.shortId ?? "");
  return (
    <form
      className="mg"
      onSubmit={(event) => {
        event.preventDefault();
        close();
        onMerge(
          into,
          ordered.map(({ shortId }) => shortId).filter((shortId) => shortId !== into),
        );
      }}
    >
      <fieldset className="mg-l">
        <legend className="med small">Which one stays</legend>
        {ordered.map((issue) => (
          <label key={issue.shortId} className="mg-i">
            <input
              type="radio"
              className="rb"
              name="into"
              value={issue.shortId}
              checked={issue.shortId === into}
              onChange={() => setInto(issue.shortId)}
            />
            <LevelMark level={issue.level} />
            <span className="mg-t">
              <span className="trunc">
                <b>{issue.type}</b> <span className="sec">{issue.message}</span>
              </span>
              <span className="mut small trunc">
                {issue.shortId} {issue.culprit}
              </span>
            </span>
            <span className="mut small">
              <Count value={issue.eventCount} noun={issue.eventCount === 1 ? "event" : "events"} />{" "}
              {issue.eventCount === 1 ? "event" : "events"}
            </span>
          </label>
        ))}
      </fieldset>
      <DialogActions>
        <DialogClose>
          <Button>Keep apart</Button>
        </DialogClose>
        <Button type="submit" variant="primary" icon={<Merge className="i" />}>
          Merge into {into}
        </Button>
      </DialogActions>
    </form>
  );
}
