"use client";

import { Copy, Download, Ellipsis, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { copyText } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { TimeAgo } from "@/components/ui/time-ago";
import type { DeadLetterRow } from "@/lib/dead-letters/schemas";
import { deadLetterJsonPath } from "./queries";

type RowProps = {
  slug: string;
  row: DeadLetterRow;
  selected: boolean;
  onSelect: (selected: boolean) => void;
  busy: boolean;
  onRetry: () => void;
  onDelete: () => void;
};

/** One event that could not be stored: what it was, what the database said, how often it was tried. */
export function DeadLetterTableRow({ slug, row, selected, onSelect, busy, onRetry, onDelete }: RowProps) {
  const title = row.title || "Event without a message";
  return (
    <tr className={selected ? "is-on" : undefined}>
      <td>
        <Checkbox
          aria-label={`Select ${title}`}
          checked={selected}
          onChange={(event) => onSelect(event.target.checked)}
        />
      </td>
      <td>
        <b>{title}</b>
        <span className="dl-why">
          {row.code ? <code title="SQLSTATE">{row.code}</code> : null} {row.error}
        </span>
        <code className="mut dl-id">{row.eventId}</code>
      </td>
      <td>
        <TimeAgo at={row.receivedAt} sentence />
      </td>
      <td>
        <span className="num">{row.attempts === 1 ? "once" : `${row.attempts} times`}</span>
        {row.attempts > 1 ? (
          <span className="mut dl-last">
            , last <TimeAgo at={row.lastTriedAt} sentence />
          </span>
        ) : null}
      </td>
      <td className="right nowrap">
        <LetterActions
          slug={slug}
          eventId={row.eventId}
          title={title}
          busy={busy}
          onRetry={onRetry}
          onDelete={onDelete}
        />
      </td>
    </tr>
  );
}

type LetterActionsProps = Pick<RowProps, "slug" | "busy" | "onRetry" | "onDelete"> & {
  eventId: string;
  title: string;
};

function LetterActions({ slug, eventId, title, busy, onRetry, onDelete }: LetterActionsProps) {
  return (
    <span className="row dl-acts">
      <Button size="sm" busy={busy} onClick={onRetry}>
        Try again
      </Button>
      <Menu
        align="end"
        trigger={
          <IconButton label={`More actions for ${title}`} size="sm" icon={<Ellipsis className="i" />} />
        }
      >
        <MenuLink
          icon={<Download className="i" />}
          href={deadLetterJsonPath(slug, eventId)}
          prefetch={false}
          target="_blank"
          download
        >
          Download JSON
        </MenuLink>
        <MenuItem icon={<Copy className="i" />} onSelect={() => void copyText(eventId)}>
          Copy event id
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 className="i" />} danger onSelect={onDelete}>
          Delete
        </MenuItem>
      </Menu>
    </span>
  );
}
