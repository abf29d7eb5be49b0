"use client";

import { Archive, ArchiveRestore, Check, ChevronDown, Plus, RotateCcw } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import type { Panel, Subject } from "@/components/workflow/subject";
import type { IssueDetail } from "@/lib/issues/schemas";

type HeaderActsProps = {
  issue: IssueDetail;
  subject: Subject;
  /** The picker that is open. */
  opened: Panel | null;
  onOpen: (panel: Panel, anchor: Element) => void;
};

/** Whose the issue is, and the ways out of the list: archive and resolve, each with its conditions. */
export function HeaderActs({ issue, subject, opened, onOpen }: HeaderActsProps) {
  const { status } = issue;
  const more = (panel: Panel) => ({
    "aria-haspopup": "dialog" as const,
    "aria-expanded": opened === panel,
    onClick: (event: { currentTarget: Element }) => onOpen(panel, event.currentTarget),
  });
  return (
    <>
      <AssigneeButton assignee={issue.assignee} {...more("assign")} />
      <div className="btn-group">
        {status === "archived" ? (
          <Button
            icon={<ArchiveRestore className="i" />}
            aria-label="Unarchive"
            aria-keyshortcuts="e"
            onClick={() => subject.act({ kind: "unresolve" })}
          >
            <span className="lbl">Unarchive</span>
          </Button>
        ) : (
          <Button
            icon={<Archive className="i" />}
            // A phone has no room for the word.
            aria-label="Archive"
            aria-keyshortcuts="a"
            title="Archive until it escalates"
            onClick={() => subject.act({ kind: "archive", until: { type: "escalating" } })}
          >
            <span className="lbl">Archive</span>
          </Button>
        )}
        <Button
          className="btn-more"
          aria-label="Archive until"
          icon={<ChevronDown className="i chev" />}
          {...more("archive")}
        />
      </div>
      <div className="btn-group">
        {status === "resolved" ? (
          <Button
            icon={<RotateCcw className="i" />}
            aria-keyshortcuts="e"
            onClick={() => subject.act({ kind: "unresolve" })}
          >
            Unresolve
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Check className="i" />}
            aria-keyshortcuts={status === "archived" ? undefined : "e"}
            onClick={() => subject.act({ kind: "resolve", in: { type: "now" } })}
          >
            Resolve
          </Button>
        )}
        <Button
          className="btn-more"
          variant={status === "resolved" ? "default" : "primary"}
          aria-label="Resolve in"
          icon={<ChevronDown className="i chev" />}
          {...more("resolve")}
        />
      </div>
    </>
  );
}

type AssigneeButtonProps = {
  assignee: IssueDetail["assignee"];
  "aria-haspopup": "dialog";
  "aria-expanded": boolean;
  onClick: (event: { currentTarget: Element }) => void;
};

function AssigneeButton({ assignee, ...control }: AssigneeButtonProps) {
  const name = assignee?.name ?? "Somebody who left";
  return (
    <Button
      className="asg-h"
      aria-keyshortcuts="Shift+A"
      aria-label={assignee ? `Assignee: ${name}` : "Assign"}
      title={assignee ? name : "Assign"}
      icon={
        assignee ? (
          <Avatar size="sm" name={name} team={assignee.type === "team"} />
        ) : (
          <span className="av av-sm av-none show">
            <Plus className="i" />
          </span>
        )
      }
      {...control}
    >
      <span className="trunc">{assignee ? firstName(name) : "Assign"}</span>
      <ChevronDown className="i chev" />
    </Button>
  );
}

/** The header has room for one word. */
function firstName(name: string): string {
  return name.split(/\s/)[0] ?? name;
}
