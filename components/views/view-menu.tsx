"use client";

import {
  ArrowLeft,
  ArrowRight,
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
import { useShell } from "@/components/layout/shell-context";
import type { useView } from "@/components/issues/use-view";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { SavedView } from "@/lib/views/schemas";
import { RenameDialog } from "./rename-dialog";
import { addressOf, viewOf } from "./tabs";
import { useViewActs } from "./use-view-acts";

type ViewMenuProps = {
  saved: SavedView;
  views: readonly SavedView[];
  isChanged: boolean;
} & Pick<ReturnType<typeof useView>, "view" | "changeView">;

/** What can be done with the view whose tab is current. */
export function ViewMenu({ saved, views, view, isChanged, changeView }: ViewMenuProps) {
  const acts = useViewActs();
  const { user } = useShell();
  const [renaming, setRenaming] = useState(false);
  const pinned = views.filter(({ isPinned }) => isPinned);
  const place = pinned.findIndex(({ id }) => id === saved.id);
  const mayShare = user.role !== "viewer";
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label={`Options of the view ${saved.name}`}
            size="sm"
            icon={<ChevronDown className="i" />}
          />
        }
      >
        {isChanged && saved.canChange ? (
          <MenuItem
            icon={<Save className="i" />}
            onSelect={() => void acts.update(saved.id, { address: addressOf(view) })}
          >
            Save changes to the view
          </MenuItem>
        ) : null}
        {isChanged ? (
          <MenuItem
            icon={<RotateCcw className="i" />}
            onSelect={() => changeView({ ...viewOf(saved), trend: view.trend, view: saved.id })}
          >
            Back to the view as saved
          </MenuItem>
        ) : null}
        {isChanged ? <MenuSeparator /> : null}
        {saved.canChange ? (
          <MenuItem icon={<PencilLine className="i" />} onSelect={() => setRenaming(true)}>
            Rename…
          </MenuItem>
        ) : null}
        {saved.canChange && mayShare ? (
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
              Delete view
            </MenuItem>
          </>
        ) : null}
      </Menu>
      <RenameDialog saved={saved} open={renaming} onOpenChange={setRenaming} onRename={acts.update} />
    </>
  );
}
