"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuAnchor } from "@/components/ui/menu";
import type { LogQuestion } from "@/lib/logs/schemas";
import { exportHref } from "./queries";

type ExportMenuProps = {
  question: LogQuestion;
  columns: readonly string[];
  /** The question cannot be read. */
  isOff: boolean;
};

/** All lines of the question as a file, or its table. The browser shows how far it is and can stop it. */
export function ExportMenu({ question, columns, isOff }: ExportMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost" icon={<Download className="i" />} disabled={isOff}>
          Export
        </Button>
      }
    >
      <MenuAnchor icon={<Download className="i" />} href={exportHref(question, "csv", columns)} download>
        CSV, with these columns
      </MenuAnchor>
      <MenuAnchor icon={<Download className="i" />} href={exportHref(question, "ndjson", [])} download>
        NDJSON, whole lines
      </MenuAnchor>
    </Menu>
  );
}
