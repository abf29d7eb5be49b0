"use client";

import { Columns3 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuCheck, MenuLabel } from "@/components/ui/menu";
import { mostColumns } from "@/lib/events/schemas";

type ColumnMenuProps = {
  /** Tags of the issue, the most telling first. */
  tags: readonly string[];
  columns: readonly string[];
  onChange: (columns: string[]) => void;
};

/** Always there, so they are no choice. */
const OWN = new Set(["level", "release", "environment", "user"]);

/** Which tags stand beside the events' own columns. */
export function ColumnMenu({ tags, columns, onChange }: ColumnMenuProps) {
  const names = [...new Set([...columns, ...tags.filter((tag) => !OWN.has(tag))])];
  if (names.length === 0) return null;
  return (
    <Menu
      align="end"
      trigger={
        <Button icon={<Columns3 className="i" />}>
          Columns {columns.length > 0 ? <span className="n num">{columns.length}</span> : null}
        </Button>
      }
    >
      <MenuLabel>Tags, at most {mostColumns}</MenuLabel>
      {names.map((name) => (
        <MenuCheck
          key={name}
          checked={columns.includes(name)}
          disabled={!columns.includes(name) && columns.length >= mostColumns}
          onCheckedChange={(isOn) =>
            onChange(isOn ? [...columns, name] : columns.filter((column) => column !== name))
          }
        >
          {name}
        </MenuCheck>
      ))}
    </Menu>
  );
}
