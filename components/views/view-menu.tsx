"use client";

import {
  ArrowLeft,
  ArrowRight,
  Bell,
  ChevronDown,
  PencilLine,
  Pin,
  PinOff,
  RotateCcw,
  Save,
  Trash2,
  Users,
} from "lucide-react";
import { useState } from "react";
import { alertOfView } from "@/components/alerts/alert-of-view";
import { useShell } from "@/components/layout/shell-context";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { ViewSubject } from "@/lib/views/constants";
import type { SavedView } from "@/lib/views/schemas";
import { RenameDialog } from "./rename-dialog";
import { useViewActs } from "./use-view-acts";
import { viewWords } from "./words";

type ViewMenuProps = {
  subject: ViewSubject;
  saved: SavedView;
  views: readonly SavedView[];
  /** The list as it is, in the form in which a view keeps it. */
  address: string;
  isChanged: boolean;
  onOpen: (saved: SavedView) => void;
};

/** What can be done with the view whose tab is current. */
export function ViewMenu({ subject, saved, views, address, isChanged, onOpen }: ViewMenuProps) {
  const acts = useViewActs(subject);
  const { one } = viewWords[subject];
  const { user } = useShell();
  const [renaming, setRenaming] = useState(false);
  const pinned = views.filter(({ isPinned }) => isPinned);
  const place = pinned.findIndex(({ id }) => id === saved.id);
  const mayWork = user.role !== "viewer";
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label={`Options of the ${one} ${saved.name}`}
            size="sm"
            icon={<ChevronDown className="i" />}
          />
        }
      >
        {isChanged && saved.canChange ? (
          <MenuItem icon={<Save className="i" />} onSelect={() => void acts.update(saved.id, { address })}>
            Save changes to the {one}
          </MenuItem>
        ) : null}
        {isChanged ? (
          <MenuItem icon={<RotateCcw className="i" />} onSelect={() => onOpen(saved)}>
            Back to the {one} as saved
          </MenuItem>
        ) : null}
        {isChanged ? <MenuSeparator /> : null}
        {saved.canChange ? (
          <MenuItem icon={<PencilLine className="i" />} onSelect={() => setRenaming(true)}>
            Rename…
          </MenuItem>
        ) : null}
        {saved.canChange && mayWork ? (
          <MenuItem
            icon={<Users className="i" />}
            onSelect={() => void acts.update(saved.id, { isShared: !saved.isShared })}
          >
            {saved.isShared ? "Make private" : "Share with everybody"}
          </MenuItem>
        ) : null}
        <MenuItem
          icon={saved.isPinned ? <PinOff className="i" /> : <Pin className="i" />}
          onSelect={() => void acts.togglePin(saved)}
        >
          {saved.isPinned ? "Unpin" : "Pin as a tab"}
        </MenuItem>
        {mayWork ? (
          <MenuLink
            icon={<Bell className="i" />}
            href={alertOfView(subject, address, saved.name)}
            prefetch={false}
          >
            Create alert
          </MenuLink>
        ) : null}
        {saved.isPinned ? (
          <>
            <MenuItem
              icon={<ArrowLeft className="i" />}
              disabled={place <= 0}
              onSelect={() => void acts.moveTo(saved.id, place - 1)}
            >
              Move left
            </MenuItem>
            <MenuItem
              icon={<ArrowRight className="i" />}
              disabled={place >= pinned.length - 1}
              onSelect={() => void acts.moveTo(saved.id, place + 1)}
            >
              Move right
            </MenuItem>
          </>
        ) : null}
        {saved.canChange ? (
          <>
            <MenuSeparator />
            <MenuItem danger icon={<Trash2 className="i" />} onSelect={() => void acts.remove(saved)}>
              Delete {one}
            </MenuItem>
          </>
        ) : null}
      </Menu>
      <RenameDialog
        subject={subject}
        saved={saved}
        open={renaming}
        onOpenChange={setRenaming}
        onRename={acts.update}
      />
    </>
  );
}
