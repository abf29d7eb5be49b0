"use client";

import {
  Archive,
  Ban,
  Check,
  ChevronDown,
  Ellipsis,
  Eye,
  Merge,
  RotateCcw,
  SignalHigh,
  Trash2,
  UserPlus,
  X,
} from "lucide-react";
import { Button, buttonClass } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import type { Panel, Subject } from "@/components/workflow/subject";
import { formatExact } from "@/lib/format/format-count";
import { formatLimited } from "./format-limited";

type BulkBarProps = {
  /** Issues that are meant. */
  count: number;
  subject: Subject;
  /** What `e` does with them. */
  toggle: "resolve" | "unresolve";
  /** The picker that is open. */
  opened: Panel | null;
  onOpen: (panel: Panel, anchor: Element) => void;
  onMerge: () => void;
  /** Why the selection cannot be merged; null when it can. */
  whyNotMerge: string | null;
  /** Every loaded row is selected and more match: how many, and how to mean them all. */
  everything: { total: number; onSelect: () => void } | null;
  onClear: () => void;
};

/** What can be done with the selected rows; floats above the end of the list. */
export default function BulkBar({ count, subject, toggle, onOpen, everything, ...props }: BulkBarProps) {
  const isResolve = toggle === "resolve";
  return (
    <div className="bulk" role="toolbar" aria-label={`${count} ${count === 1 ? "issue" : "issues"} selected`}>
      <span className="cnt num">{formatExact(count)} selected</span>
      {everything ? (
        <Button
          variant="ghost"
          size="sm"
          className="bulk-all"
          aria-keyshortcuts="Meta+A Control+A"
          onClick={everything.onSelect}
        >
          Select all {formatLimited(everything.total)} that match
        </Button>
      ) : null}
      <span className="btn-group">
        <Button
          variant="ghost"
          icon={isResolve ? <Check className="i" /> : <RotateCcw className="i" />}
          aria-keyshortcuts="e"
          onClick={() =>
            subject.act(isResolve ? { kind: "resolve", in: { type: "now" } } : { kind: "unresolve" })
          }
        >
          <span>{isResolve ? "Resolve" : "Unresolve"}</span>
          <Kbd keys="e" />
        </Button>
        <More label="Resolve in" panel="resolve" opened={props.opened} onOpen={onOpen} />
      </span>
      <span className="btn-group">
        <Button
          variant="ghost"
          icon={<Archive className="i" />}
          aria-keyshortcuts="a"
          title="Archive until it escalates"
          onClick={() => subject.act({ kind: "archive", until: { type: "escalating" } })}
        >
          <span>Archive</span>
          <Kbd keys="a" />
        </Button>
        <More label="Archive until" panel="archive" opened={props.opened} onOpen={onOpen} />
      </span>
      <Button
        variant="ghost"
        className="d-only"
        icon={<UserPlus className="i" />}
        aria-keyshortcuts="Shift+A"
        aria-haspopup="dialog"
        aria-expanded={props.opened === "assign"}
        onClick={(event) => onOpen("assign", event.currentTarget)}
      >
        <span>Assign</span>
        <Kbd keys="shift+a" />
      </Button>
      {count > 1 ? <MergeButton whyNot={props.whyNotMerge} onMerge={props.onMerge} /> : null}
      <Menu
        align="end"
        side="top"
        trigger={<IconButton label="More actions" icon={<Ellipsis className="i" />} data-bulk-more />}
      >
        <MenuItem
          icon={<UserPlus className="i" />}
          keys="shift+a"
          onSelect={() => onOpen("assign", moreButton())}
        >
          Assign…
        </MenuItem>
        <MenuItem
          icon={<SignalHigh className="i" />}
          keys="p"
          onSelect={() => onOpen("priority", moreButton())}
        >
          Set priority…
        </MenuItem>
        <MenuItem icon={<Eye className="i" />} onSelect={() => subject.act({ kind: "review" })}>
          Mark as reviewed
        </MenuItem>
        <MenuItem
          icon={<Merge className="i" />}
          keys="m"
          disabled={props.whyNotMerge !== null}
          onSelect={props.onMerge}
        >
          Merge…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 className="i" />} danger onSelect={() => onOpen("delete", moreButton())}>
          Delete…
        </MenuItem>
        <MenuItem icon={<Ban className="i" />} danger onSelect={() => onOpen("discard", moreButton())}>
          Delete and discard future events…
        </MenuItem>
      </Menu>
      <span className="vsep d-only" />
      <IconButton label="Clear selection" keys="escape" icon={<X className="i" />} onClick={props.onClear} />
    </div>
  );
}

/** The other half of a split button. */
function More({
  label,
  panel,
  opened,
  onOpen,
}: { label: string; panel: Panel } & Pick<BulkBarProps, "opened" | "onOpen">) {
  return (
    <button
      type="button"
      className={`${buttonClass("ghost")} btn-more`}
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      aria-expanded={opened === panel}
      onClick={(event) => onOpen(panel, event.currentTarget)}
    >
      <ChevronDown className="i chev" />
    </button>
  );
}

function moreButton(): Element {
  return document.querySelector("[data-bulk-more]") ?? document.body;
}

/** Can be reached when it cannot be used, so that its reason can be read. */
function MergeButton({ whyNot, onMerge }: { whyNot: string | null; onMerge: () => void }) {
  const button = (
    <button
      type="button"
      className={`${buttonClass("ghost")} d-only`}
      aria-keyshortcuts="m"
      aria-disabled={whyNot !== null}
      onClick={whyNot === null ? onMerge : undefined}
    >
      <Merge className="i" />
      <span>Merge</span>
      <Kbd keys="m" />
    </button>
  );
  return whyNot === null ? button : <Tooltip text={whyNot}>{button}</Tooltip>;
}
