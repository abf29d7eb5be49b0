"use client";

import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Stacktrace } from "@/lib/protocol/event";
import { foldFrames, frameToOpen, type StackRow, type StackView } from "./fold-frames";
import { FrameRow } from "./frame-row";

const FIRST_ROWS = 60;

type FrameListProps = { stack: Stacktrace; platform: string; view: StackView };

/** The frames of one stack; the first in-app one is open. Long stacks end early until somebody asks for the rest. */
export function FrameList({ stack, platform, view }: FrameListProps) {
  const [all, setAll] = useState(false);
  const opened = frameToOpen(stack);
  const rows = foldFrames(stack, view);
  const shown = all || rows.length <= FIRST_ROWS + 1 ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <>
      {shown.map((row) => {
        if (row.kind === "run") return <FoldedRun key={row.key} run={row} platform={platform} />;
        if (row.kind === "omitted") {
          return (
            <p key={row.key} className="fr-w fg-o">
              {row.count} frames were left out
            </p>
          );
        }
        return (
          <FrameRow key={row.key} frame={row.frame} platform={platform} startOpen={row.index === opened} />
        );
      })}
      {shown.length < rows.length ? (
        <div className="fr-w fg-o">
          <Button variant="ghost" size="sm" onClick={() => setAll(true)}>
            Show {rows.length - shown.length} more
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** A run of frames that are not the user's own, as one line until somebody opens it. */
function FoldedRun({ run, platform }: { run: Extract<StackRow, { kind: "run" }>; platform: string }) {
  const [open, setOpen] = useState(false);
  const { frames, packages } = run;
  return (
    <details className="fr-w fg" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronsUpDown className="i tw" />
        <span className="num">
          {frames.length} framework {frames.length === 1 ? "frame" : "frames"}
        </span>
        <span className="mut trunc">{packages.join(", ")}</span>
      </summary>
      {open
        ? frames.map(({ frame, index }) => (
            <FrameRow key={index} frame={frame} platform={platform} startOpen={false} />
          ))
        : null}
    </details>
  );
}
