"use client";

import { Keyboard, LogOut, MonitorSmartphone, Moon, Sun, UserRound, Users } from "lucide-react";
import { MenuChoice, MenuChoices, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { leave } from "./leave";
import { paths } from "./place";
import { useShell } from "./shell-context";
import { type Theme, useTheme } from "./use-theme";

/** What stands in the menu of who is signed in. */
export function UserMenuItems() {
  const { user, openShortcuts } = useShell();
  const [theme, setTheme] = useTheme();
  return (
    <>
      <MenuLabel>{user.email}</MenuLabel>
      <MenuLink href={paths.settings} icon={<UserRound className="i" />}>
        Account
      </MenuLink>
      <MenuLink href={paths.members} icon={<Users className="i" />}>
        Members and teams
      </MenuLink>
      <MenuItem icon={<Keyboard className="i" />} keys="?" onSelect={openShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuChoices value={theme} onValueChange={(chosen) => setTheme(chosen as Theme)}>
        <MenuChoice value="light" icon={<Sun className="i" />}>
          Light
        </MenuChoice>
        <MenuChoice value="dark" icon={<Moon className="i" />}>
          Dark
        </MenuChoice>
        <MenuChoice value="system" icon={<MonitorSmartphone className="i" />}>
          As the system
        </MenuChoice>
      </MenuChoices>
      <MenuSeparator />
      <MenuItem icon={<LogOut className="i" />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </>
  );
}
