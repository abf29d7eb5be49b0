"use client";

import { Braces, ClipboardCopy, Ellipsis, Link2 } from "lucide-react";
import { eventPath } from "@/components/events/event-address";
import { eventJsonPath } from "@/components/events/queries";
import { copyText } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { eventMarkdown } from "@/lib/events/text/event-markdown";
import type { Event } from "@/lib/protocol/event";

/** What can be taken away from the event that is shown. Links name the event, so that readers see the same one. */
export function MoreMenu({ shortId, event }: { shortId: string; event: Event | undefined }) {
  const address = () => window.location.origin + eventPath(shortId, event?.event_id ?? "recommended");
  return (
    <Menu align="end" trigger={<IconButton label="More actions" icon={<Ellipsis className="i" />} />}>
      {event ? (
        <MenuItem
          icon={<ClipboardCopy className="i" />}
          onSelect={() => void copy(eventMarkdown(event, { shortId, url: address() }), "Copied as Markdown")}
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
    </Menu>
  );
}

async function copy(text: string, message: string): Promise<void> {
  if (await copyText(text)) toast({ message });
}
