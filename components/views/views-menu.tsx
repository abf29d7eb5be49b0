"use client";

import { Plus, Save, Users } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import type { useView } from "@/components/issues/use-view";
import { IconButton } from "@/components/ui/icon-button";
import { MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { SavedView } from "@/lib/views/schemas";
import { SaveDialog } from "./save-dialog";
import { viewOf } from "./tabs";

type ViewsMenuProps = { views: readonly SavedView[] } & Pick<
  ReturnType<typeof useView>,
  "view" | "changeView"
>;

/** All views that are no tabs, and the way to a new one. Comes open: it is loaded when somebody asks for it. */
export function ViewsMenu({ views, view, changeView }: ViewsMenuProps) {
  const [open, setOpen] = useState(true);
  const [saving, setSaving] = useState(false);
  const others = views.filter(({ isPinned }) => !isPinned);
  return (
    <>
      <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
        <DropdownMenu.Trigger asChild>
          <IconButton label="Views" size="sm" icon={<Plus className="i" />} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
            <MenuItem icon={<Save className="i" />} onSelect={() => setSaving(true)}>
              Save this list as a view…
            </MenuItem>
            <MenuSeparator />
            <MenuLabel>{others.length > 0 ? "Other views" : "No other views"}</MenuLabel>
            {others.map((saved) => (
              <MenuItem
                key={saved.id}
                icon={saved.isShared ? <Users className="i" /> : undefined}
                onSelect={() => changeView({ ...viewOf(saved), trend: view.trend, view: saved.id })}
              >
                {saved.name}
                {saved.isMine ? null : <span className="mut"> by {saved.owner ?? "somebody who left"}</span>}
              </MenuItem>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <SaveDialog view={view} open={saving} onOpenChange={setSaving} changeView={changeView} />
    </>
  );
}
