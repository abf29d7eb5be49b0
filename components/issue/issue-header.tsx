"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { paths } from "@/components/layout/place";
import { CopyButton } from "@/components/ui/copy-button";
import { LevelMark } from "@/components/ui/level-mark";
import type { Panel, Subject } from "@/components/workflow/subject";
import type { IssueDetail } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import type { Event } from "@/lib/protocol/event";
import { HeaderActs } from "./header-acts";
import { MoreMenu } from "./more-menu";
import { TrailNav } from "./trail-nav";

type IssueHeaderProps = {
  issue: IssueDetail;
  event: Event | undefined;
  /** While the title is out of sight, the header says what the issue is. */
  showTitle: boolean;
  /** Null for those who only look. */
  subject: Subject | null;
  act: (change: IssueChange) => void;
  opened: Panel | null;
  onOpen: (panel: Panel, anchor?: Element) => void;
};

/** Where one is, and what can be done about it. Stays in sight. */
export function IssueHeader({ issue, event, showTitle, subject, act, opened, onOpen }: IssueHeaderProps) {
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
      <span className="grow d-only" />
      <TrailNav key={issue.shortId} shortId={issue.shortId} />
      {subject ? <HeaderActs issue={issue} subject={subject} opened={opened} onOpen={onOpen} /> : null}
      <MoreMenu issue={issue} event={event} act={act} canWork={subject !== null} onOpen={onOpen} />
    </header>
  );
}
