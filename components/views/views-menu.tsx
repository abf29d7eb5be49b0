"use client";

import { Bell, Plus, Save, Users } from "lucide-react";
import { useState } from "react";
import { alertOfView } from "@/components/alerts/alert-of-view";
import { useShell } from "@/components/layout/shell-context";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { ViewSubject } from "@/lib/views/constants";
import type { SavedView } from "@/lib/views/schemas";
import { SaveDialog } from "./save-dialog";
import { viewWords } from "./words";

type ViewsMenuProps = {
  subject: ViewSubject;
  views: readonly SavedView[];
  /** The list as it is, in the form in which a view keeps it. */
  address: string;
  onOpen: (saved: SavedView) => void;
  onSaved: (id: string) => void;
};

/** All views that are no tabs, and the way to a new one. Comes open: it is loaded when somebody asks for it. */
export function ViewsMenu({ subject, views, address, onOpen, onSaved }: ViewsMenuProps) {
  const { many, heading, saveTitle } = viewWords[subject];
  const { canWork } = useShell();
  const [saving, setSaving] = useState(false);
  const others = views.filter(({ isPinned }) => !isPinned);
  return (
    <>
      <Menu startsOpen trigger={<IconButton label={heading} size="sm" icon={<Plus className="i" />} />}>
        <MenuItem icon={<Save className="i" />} onSelect={() => setSaving(true)}>
          {saveTitle}…
        </MenuItem>
        {canWork ? (
          <MenuLink icon={<Bell className="i" />} href={alertOfView(subject, address)} prefetch={false}>
            Create alert
          </MenuLink>
        ) : null}
        <MenuSeparator />
        <MenuLabel>{others.length > 0 ? `Other ${many}` : `No other ${many}`}</MenuLabel>
        {others.map((saved) => (
          <MenuItem
            key={saved.id}
            icon={saved.isShared ? <Users className="i" /> : undefined}
            onSelect={() => onOpen(saved)}
          >
            {saved.name}
            {saved.isMine ? null : <span className="mut"> by {saved.owner ?? "somebody who left"}</span>}
          </MenuItem>
        ))}
      </Menu>
      <SaveDialog
        subject={subject}
        address={address}
        open={saving}
        onOpenChange={setSaving}
        onSaved={onSaved}
      />
    </>
  );
}
