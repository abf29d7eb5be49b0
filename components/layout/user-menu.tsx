"use client";

import { Keyboard, LogOut, MonitorSmartphone, Moon, Sun, UserRound, Users } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import {
  Menu,
  MenuChoice,
  MenuChoices,
  MenuItem,
  MenuLabel,
  MenuLink,
  MenuSeparator,
} from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { paths } from "./place";
import { useShell } from "./shell-context";
import { signOut } from "./sign-out";
import { ThemeButton } from "./theme-button";
import { type Theme, useTheme } from "./use-theme";

/** Who is signed in, with account, theme, keys and the way out. */
export function UserMenu() {
  const { user, openShortcuts } = useShell();
  const [theme, setTheme] = useTheme();
  const name = user.name || user.email;
  return (
    <div className="me">
      <Menu
        side="top"
        trigger={
          <button type="button" className="me-b" aria-label={`Account: ${name}`}>
            <Avatar name={name} />
            <span className="me-name">{name}</span>
          </button>
        }
      >
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
      </Menu>
      <ThemeButton size="sm" />
    </div>
  );
}

/** Signs out, or says that it failed. */
export async function leave(): Promise<void> {
  try {
    await signOut();
  } catch (error) {
    toast({
      message: error instanceof Error ? error.message : "You are still signed in. Retry.",
      tone: "failed",
    });
  }
}
