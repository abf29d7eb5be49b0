"use client";

import { Plus, Save, Users } from "lucide-react";
import { useState } from "react";
import type { useView } from "@/components/issues/use-view";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { SavedView } from "@/lib/views/schemas";
import { SaveDialog } from "./save-dialog";
import { viewOf } from "./tabs";

type ViewsMenuProps = { views: readonly SavedView[] } & Pick<
  ReturnType<typeof useView>,
  "view" | "changeView"
>;

/** All views that are no tabs, and the way to a new one. Comes open: it is loaded when somebody asks for it. */
export function ViewsMenu({ views, view, changeView }: ViewsMenuProps) {
  const [saving, setSaving] = useState(false);
  const others = views.filter(({ isPinned }) => !isPinned);
  return (
    <>
      <Menu startsOpen trigger={<IconButton label="Views" size="sm" icon={<Plus className="i" />} />}>
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
      </Menu>
      <SaveDialog view={view} open={saving} onOpenChange={setSaving} changeView={changeView} />
    </>
  );
}
