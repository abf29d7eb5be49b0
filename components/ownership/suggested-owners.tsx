"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Assignee, ChangeResult, UndoResult } from "@/lib/issues/workflow/schemas";
import type { OwnerSuggestion } from "@/lib/ownership/schemas";
import { suggestedOwnersQuery } from "./queries";
import { reasonFor } from "./reason-for";

type SuggestedProps = { shortId: string; assignee: Assignee | null };

/** Whom rules and commits point to, each assigned with one click. Nothing where none does. */
export function SuggestedOwners({ shortId, assignee }: SuggestedProps) {
  const { data } = useQuery(suggestedOwnersQuery(shortId));
  const assign = useAssign(shortId);
  const shown = data?.suggestions.filter((one) => one.assignee !== null) ?? [];
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="owners-h">
      <h2 id="owners-h">Suggested owners</h2>
      <ul className="ow-l">
        {shown.map((suggestion) => (
          <Row
            key={suggestion.owner}
            suggestion={suggestion}
            isAssigned={isSame(suggestion.assignee, assignee)}
            onAssign={assign}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = {
  suggestion: OwnerSuggestion;
  isAssigned: boolean;
  onAssign: (to: Assignee) => void;
};

function Row({ suggestion, isAssigned, onAssign }: RowProps) {
  const { owner, assignee } = suggestion;
  if (!assignee) return null;
  const name = assignee.name ?? owner;
  const { text, place } = reasonFor(suggestion);
  return (
    <li>
      <Avatar name={name} size="sm" team={assignee.type === "team"} />
      <div className="ow-n">
        <span className="trunc" title={name}>
          {name}
        </span>
        <code className="mut small trunc" title={`${place}: ${text}`}>
          {text}
        </code>
      </div>
      {isAssigned ? (
        <span className="mut small">Assigned</span>
      ) : (
        <Button size="sm" aria-label={`Assign to ${name}`} onClick={() => onAssign(assignee)}>
          Assign
        </Button>
      )}
    </li>
  );
}

function useAssign(shortId: string) {
  const client = useQueryClient();
  const refresh = async () => {
    void client.invalidateQueries({ queryKey: ["issues"], refetchType: "none" });
    await client.invalidateQueries({ queryKey: ["issue", shortId.toUpperCase()] });
  };
  const { mutate } = useMutation({
    mutationFn: ({ type, id }: Assignee) =>
      fetchJson<ChangeResult>("/api/v1/issues/change", {
        method: "POST",
        body: { change: { kind: "assign", to: { type, id } }, shortIds: [shortId] },
      }),
    onSuccess: ({ changeId }, { name }) =>
      toast({
        message: `Assigned ${shortId} to ${name ?? "its owner"}`,
        undo: async () => {
          try {
            await fetchJson<UndoResult>("/api/v1/issues/undo", { method: "POST", body: { changeId } });
          } catch (error) {
            toast({
              message: error instanceof Error ? error.message : "Nothing was changed.",
              tone: "failed",
            });
          }
          await refresh();
        },
      }),
    onError: (error) => toast({ message: error.message, tone: "failed" }),
    onSettled: refresh,
  });
  return mutate;
}

function isSame(one: Assignee | null, other: Assignee | null): boolean {
  return one !== null && other !== null && one.type === other.type && one.id === other.id;
}
