"use client";

import dynamic from "next/dynamic";
import { Avatar } from "@/components/ui/avatar";
import { Menu } from "@/components/ui/menu";
import { useShell } from "./shell-context";
import { ThemeButton } from "./theme-button";

const loadItems = () => import("./user-menu-items");
const UserMenuItems = dynamic(async () => (await loadItems()).UserMenuItems, { ssr: false });

/** Who is signed in, with account, theme, keys and the way out. */
export function UserMenu() {
  const { user } = useShell();
  const name = user.name || user.email;
  return (
    <div className="me">
      <Menu
        side="top"
        load={loadItems}
        trigger={
          <button type="button" className="me-b" aria-label={`Account: ${name}`}>
            <Avatar name={name} />
            <span className="me-name">{name}</span>
          </button>
        }
      >
        <UserMenuItems />
      </Menu>
      <ThemeButton size="sm" />
    </div>
  );
}
