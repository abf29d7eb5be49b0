"use client";

import { Check, ChevronRight, RotateCcw } from "lucide-react";
import Link from "next/link";
import { paths } from "@/components/layout/place";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { LevelMark } from "@/components/ui/level-mark";
import type { Event } from "@/lib/protocol/event";
import type { IssueDetail } from "@/lib/issues/schemas";
import { MoreMenu } from "./more-menu";
import { useIssueStatus } from "./queries";

type IssueHeaderProps = {
  issue: IssueDetail;
  event: Event | undefined;
  /** While the title is out of sight, the header says what the issue is. */
  showTitle: boolean;
};

/** Where one is, and what can be done about it. Stays in sight. */
export function IssueHeader({ issue, event, showTitle }: IssueHeaderProps) {
  const changeStatus = useIssueStatus(issue);
  const isOpen = issue.status === "unresolved";
  const toggle = () => changeStatus(isOpen ? "resolved" : "unresolved");
  useHotkeys([{ keys: "e", label: "Resolve or reopen", group: "Issue", run: toggle }]);
  return (
    <header className="bar sticky">
      {showTitle ? (
        <p className="bar-t trunc d-only">
          <LevelMark level={issue.level} /> <b>{issue.type}</b> <span className="sec">{issue.message}</span>
        </p>
      ) : (
        <nav className="crumbs d-only" aria-label="Breadcrumb">
          <Link href={paths.issues}>Issues</Link>
          <ChevronRight className="i" />
          <Link href={paths.project(issue.project.slug)}>{issue.project.name}</Link>
          <ChevronRight className="i" />
          <span aria-current="page">{issue.shortId}</span>
          <CopyButton iconOnly variant="ghost" size="sm" label="Copy issue ID" text={issue.shortId} />
        </nav>
      )}
      <span className="grow" />
      {isOpen ? (
        <Button variant="primary" icon={<Check className="i" />} aria-keyshortcuts="e" onClick={toggle}>
          Resolve
        </Button>
      ) : (
        <Button icon={<RotateCcw className="i" />} aria-keyshortcuts="e" onClick={toggle}>
          Reopen
        </Button>
      )}
      <MoreMenu shortId={issue.shortId} event={event} />
    </header>
  );
}
