"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment } from "react";
import { fetchJson } from "@/components/layout/fetch-json";
import { paths } from "@/components/layout/place";
import { useShell } from "@/components/layout/shell-context";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { CreatePatternIssueInput, PatternIssue } from "@/lib/logs/issues/schemas";
import { maskMessage } from "@/lib/logs/query/mask-message";
import type { LogPattern, PatternPart } from "@/lib/logs/schemas";
import { logLineQuery } from "./queries";

type PatternIssueDialogProps = {
  /** A line of it: the first event of the issue. */
  line: LogPattern["example"];
  /** Without one, what the line says but for numbers, ids and the like. */
  pattern?: Pick<LogPattern, "filter" | "parts">;
  onClose: () => void;
};

/** As much of a message as makes a pattern. */
const HEAD = 1000;

/** Says what becomes of a pattern that is made an issue, and makes it. */
export function PatternIssueDialog({ line, pattern, onClose }: PatternIssueDialogProps) {
  const { projects } = useShell();
  const client = useQueryClient();
  const whole = useQuery(logLineQuery(line.id, line.time));
  const create = useMutation({
    mutationFn: (body: CreatePatternIssueInput) =>
      fetchJson<PatternIssue>("/api/v1/logs/issues", { method: "POST", body }),
    onSuccess: ({ shortId, isNew }) => {
      void client.invalidateQueries({ queryKey: ["logs", "line issues"] });
      void client.invalidateQueries({ queryKey: ["issues"], refetchType: "none" });
      toast({
        message: isNew
          ? `${shortId} counts the lines of this pattern`
          : `${shortId} counts this pattern already`,
        link: { href: paths.issue(shortId), label: `Open ${shortId}` },
      });
      onClose();
    },
  });
  const slug = whole.data?.line.project;
  const name = projects.find((project) => project.slug === slug)?.name ?? slug;
  const parts = pattern?.parts ?? maskMessage(line.message.slice(0, HEAD));
  return (
    <Dialog
      title="Make an issue of this pattern"
      description={`Each new line of it${name ? ` in ${name}` : ""} counts as an event of the issue: it can be resolved, and comes back when such a line is written again. Deleting the issue ends it.`}
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({
            id: line.id,
            time: line.time,
            ...(pattern && { pattern: { filter: pattern.filter, parts: pattern.parts } }),
          });
        }}
      >
        <p className="pi-t">
          <PatternText parts={parts} />
        </p>
        {create.isError ? (
          <p className="help err" role="alert">
            {create.error.message}
          </p>
        ) : null}
        <DialogActions>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" busy={create.isPending}>
            Make the issue
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function PatternText({ parts }: { parts: readonly PatternPart[] }) {
  return (
    <code>
      {parts.map((part, at) => (
        // Parts never move: their place is their name.
        <Fragment key={`${at} ${"text" in part ? "text" : part.mask}`}>
          {"text" in part ? part.text : <em>{part.mask}</em>}
        </Fragment>
      ))}
    </code>
  );
}
