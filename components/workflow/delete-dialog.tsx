"use client";

import { Trash2 } from "lucide-react";
import { useRef } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { formatExact } from "@/lib/format/format-count";
import type { PanelProps } from "./panel-props";

/** From here on, a slip of the hand is too dear: a word has to be typed. */
const MANY = 100;

const WORD = "delete";

/** Says what is lost with issues, and takes them away when that is meant. There is no way back. */
export function DeleteDialog(props: PanelProps) {
  return <Question {...props} discard={false} />;
}

/** The same, and no future event of theirs is stored. */
export function DiscardDialog(props: PanelProps) {
  return <Question {...props} discard />;
}

function Question({ subject, onClose, discard }: PanelProps & { discard: boolean }) {
  const { name, count, events } = subject;
  // The dialog closes in the same turn in which it is confirmed.
  const isMeant = useRef(false);
  const isOne = count === 1;
  const noun = isOne ? "issue" : `${formatExact(count)} issues`;
  return (
    <AlertDialog
      title={
        discard ? `Delete ${name} and discard ${isOne ? "its" : "their"} future events?` : `Delete ${name}?`
      }
      description={`${describeLoss(isOne, events)} ${describeFuture(isOne, discard)} This cannot be undone.`}
      confirmLabel={discard ? `Delete ${noun} and discard` : `Delete ${noun}`}
      cancelLabel={isOne ? "Keep issue" : "Keep issues"}
      icon={<Trash2 className="i" />}
      {...(count >= MANY ? { confirmText: WORD } : {})}
      open
      onConfirm={() => {
        isMeant.current = true;
      }}
      onOpenChange={(open) => !open && onClose(isMeant.current ? () => subject.remove(discard) : undefined)}
    />
  );
}

function describeLoss(isOne: boolean, events: number | null): string {
  if (events === null)
    return "All their events, what is counted of them, and their history are deleted for good.";
  const what = events === 1 ? "1 event" : `${formatExact(events)} events`;
  const whose = isOne ? "the issue's history" : "the history of these issues";
  return `${what}, with all that is counted of ${events === 1 ? "it" : "them"} and ${whose}, are deleted for good.`;
}

function describeFuture(isOne: boolean, discard: boolean): string {
  if (!discard)
    return `The next event of ${isOne ? "the same cause" : "one of their causes"} opens a new issue.`;
  const cause = isOne ? "the same cause" : "their causes";
  return `Events of ${cause} are counted as filtered from now on and not stored, until somebody takes that back under Grouping.`;
}
