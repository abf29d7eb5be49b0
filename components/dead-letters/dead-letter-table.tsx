"use client";

import { RotateCcw, Trash2, X } from "lucide-react";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import type { DeadLetterChoice, DeadLetterRow } from "@/lib/dead-letters/schemas";
import { DeadLetterTableRow } from "./dead-letter-row";
import type { useDeadLetterActions } from "./use-dead-letter-actions";
import { eventCount } from "./words";

type TableProps = {
  slug: string;
  rows: readonly DeadLetterRow[];
  actions: ReturnType<typeof useDeadLetterActions>;
};

/** The loaded dead letters, with what can be done with one or with the selected ones. */
export function DeadLetterTable({ slug, rows, actions: { redrive, remove } }: TableProps) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [deleting, setDeleting] = useState<string[]>([]);
  const selected = rows.map(({ eventId }) => eventId).filter((id) => marked.has(id));
  const isTrying = (eventId: string) =>
    redrive.isPending && "eventIds" in redrive.variables && redrive.variables.eventIds.includes(eventId);

  function mark(eventId: string, isMarked: boolean) {
    const next = new Set(marked);
    if (isMarked) next.add(eventId);
    else next.delete(eventId);
    setMarked(next);
  }

  return (
    <>
      <table className="tbl tbl-dl">
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                aria-label="Select all that are loaded"
                checked={selected.length === rows.length}
                mixed={selected.length > 0 && selected.length < rows.length}
                onChange={(event) =>
                  setMarked(new Set(event.target.checked ? rows.map(({ eventId }) => eventId) : []))
                }
              />
            </th>
            <th scope="col">Event and what the database said</th>
            <th scope="col">Received</th>
            <th scope="col">Tried</th>
            <th scope="col">
              <span className="vh">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <DeadLetterTableRow
              key={row.eventId}
              slug={slug}
              row={row}
              selected={marked.has(row.eventId)}
              onSelect={(isMarked) => mark(row.eventId, isMarked)}
              busy={isTrying(row.eventId)}
              onRetry={() => redrive.mutate(chosen([row.eventId]))}
              onDelete={() => setDeleting([row.eventId])}
            />
          ))}
        </tbody>
      </table>
      {selected.length > 0 ? (
        <div className="bulk" role="toolbar" aria-label={`${eventCount(selected.length)} selected`}>
          <span className="cnt num">{selected.length} selected</span>
          <Button
            variant="ghost"
            icon={<RotateCcw className="i" />}
            busy={redrive.isPending}
            onClick={() => redrive.mutate(chosen(selected))}
          >
            Try again
          </Button>
          <Button variant="ghost" icon={<Trash2 className="i" />} onClick={() => setDeleting(selected)}>
            Delete
          </Button>
          <span className="vsep d-only" />
          <IconButton
            label="Clear selection"
            icon={<X className="i" />}
            onClick={() => setMarked(new Set())}
          />
        </div>
      ) : null}
      <AlertDialog
        open={deleting.length > 0}
        onOpenChange={(open) => !open && setDeleting([])}
        title={`Delete ${eventCount(deleting.length)}?`}
        description={
          deleting.length === 1
            ? "What it holds is lost for good; it stays counted as received. This cannot be undone."
            : "What they hold is lost for good; they stay counted as received. This cannot be undone."
        }
        confirmLabel="Delete"
        cancelLabel="Keep"
        icon={<Trash2 className="i" />}
        onConfirm={() => remove(chosen(deleting))}
      />
    </>
  );
}

function chosen(eventIds: string[]): DeadLetterChoice {
  return { eventIds };
}
