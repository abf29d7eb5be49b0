"use client";

import { Columns2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuCheck, MenuLabel } from "@/components/ui/menu";
import { mostColumns } from "./view";

/** Always there, so they are no choice. */
const OWN = new Set(["timestamp", "level", "message"]);
/** A menu of more could not be read; any other field becomes a column from an open line. */
const OFFERED = 24;

type ColumnsMenuProps = {
  columns: readonly string[];
  /** Fields of the lines, the most telling first. */
  names: readonly string[];
  onChange: (columns: string[]) => void;
};

/** Which fields stand between the level and the message. */
export function ColumnsMenu({ columns, names, onChange }: ColumnsMenuProps) {
  const offered = [...new Set([...columns, "service", "host", ...names.filter((name) => !OWN.has(name))])];
  return (
    <Menu
      align="end"
      trigger={
        <Button className="d-only" size="sm" variant="ghost" icon={<Columns2 className="i" />}>
          Columns
        </Button>
      }
    >
      <MenuLabel>At most {mostColumns}</MenuLabel>
      {offered.slice(0, OFFERED).map((name) => (
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
