"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuAnchor } from "@/components/ui/menu";
import { eventExportPath } from "./queries";

type ExportMenuProps = {
  shortId: string;
  query: string;
  columns: readonly string[];
  /** Nothing could be exported. */
  isOff: boolean;
};

/** The events that are asked for as a file, all of them. The browser shows how far it is and can stop it. */
export function ExportMenu({ shortId, query, columns, isOff }: ExportMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button icon={<Download className="i" />} disabled={isOff}>
          Export
        </Button>
      }
    >
      <MenuAnchor
        icon={<Download className="i" />}
        href={eventExportPath(shortId, "csv", query, columns)}
        download
      >
        CSV, as this table
      </MenuAnchor>
      <MenuAnchor
        icon={<Download className="i" />}
        href={eventExportPath(shortId, "ndjson", query, columns)}
        download
      >
        NDJSON, whole events
      </MenuAnchor>
    </Menu>
  );
}
