"use client";

import {
  Bell,
  BellOff,
  BellPlus,
  Bookmark,
  BookmarkX,
  Braces,
  ClipboardCopy,
  Ellipsis,
  Eye,
  Link2,
  Table2,
} from "lucide-react";
import { alertOfIssue } from "@/components/alerts/alert-of-view";
import { eventPath, eventsPath } from "@/components/events/event-address";
import { eventJsonPath } from "@/components/events/queries";
import { copyText } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { Panel } from "@/components/workflow/subject";
import type { IssueDetail } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { eventMarkdown } from "@/lib/events/text/event-markdown";
import type { Event } from "@/lib/protocol/event";
import { useDangerActions } from "./danger-actions";

type MoreMenuProps = {
  issue: IssueDetail;
  event: Event | undefined;
  act: (change: IssueChange) => void;
  canWork: boolean;
  onOpen: (panel: Panel) => void;
};

/**
 * What else can be done: first with the issue, then what can be taken away from the event that is shown. Links name the
 * event, so that readers see the same one.
 */
export function MoreMenu({ issue, event, act, canWork, onOpen }: MoreMenuProps) {
  const { shortId } = issue;
  const danger = useDangerActions(shortId, onOpen);
  const address = () => window.location.origin + eventPath(shortId, event?.event_id ?? "recommended");
  return (
    <>
      <Menu align="end" trigger={<IconButton label="More actions" icon={<Ellipsis className="i" />} />}>
        <FollowItems issue={issue} act={act} />
        {canWork && issue.isForReview ? (
          <MenuItem icon={<Eye className="i" />} onSelect={() => act({ kind: "review" })}>
            Mark as reviewed
          </MenuItem>
        ) : null}
        <MenuSeparator />
        {event ? (
          <MenuItem
            icon={<ClipboardCopy className="i" />}
            onSelect={() =>
              void copy(eventMarkdown(event, { shortId, url: address() }), "Copied as Markdown")
            }
          >
            Copy as Markdown
          </MenuItem>
        ) : null}
        <MenuItem icon={<Link2 className="i" />} onSelect={() => void copy(address(), "Copied the link")}>
          Copy link
        </MenuItem>
        {event ? (
          <MenuLink
            icon={<Braces className="i" />}
            href={eventJsonPath(shortId, event.event_id)}
            prefetch={false}
            target="_blank"
          >
            View JSON
          </MenuLink>
        ) : null}
        <MenuLink icon={<Table2 className="i" />} href={eventsPath(shortId)} prefetch={false}>
          All events, export
        </MenuLink>
        {canWork ? (
          <MenuLink
            icon={<BellPlus className="i" />}
            href={alertOfIssue(shortId, issue.project.slug)}
            prefetch={false}
          >
            Alert me about this issue
          </MenuLink>
        ) : null}
        {canWork ? danger.items : null}
      </Menu>
      {danger.dialog}
    </>
  );
}

/** What the issue is to the reader alone; viewers have it, too. */
function FollowItems({ issue: { isBookmarked, isSubscribed }, act }: Pick<MoreMenuProps, "issue" | "act">) {
  return (
    <>
      <MenuItem
        icon={isBookmarked ? <BookmarkX className="i" /> : <Bookmark className="i" />}
        onSelect={() => act({ kind: "bookmark", isOn: !isBookmarked })}
      >
        {isBookmarked ? "Remove bookmark" : "Bookmark"}
      </MenuItem>
      <MenuItem
        icon={isSubscribed ? <BellOff className="i" /> : <Bell className="i" />}
        onSelect={() => act({ kind: "subscribe", isOn: !isSubscribed })}
      >
        {isSubscribed ? "Unsubscribe" : "Subscribe"}
      </MenuItem>
    </>
  );
}

async function copy(text: string, message: string): Promise<void> {
  if (await copyText(text)) toast({ message });
}
