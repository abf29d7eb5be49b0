"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Download, Ellipsis, Eye, Trash2, Upload } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuAnchor, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import { formatBytes } from "@/lib/format/format-bytes";
import { formatExact } from "@/lib/format/format-count";
import type { LookupRow } from "@/lib/logs/lookups/schemas";
import { lookupCsvPath, lookupsQuery, sendDeletedLookup } from "./lookups-queries";

const AlertDialog = dynamic(async () => (await import("@/components/ui/alert-dialog")).AlertDialog, {
  ssr: false,
});
const UploadDialog = dynamic(async () => (await import("./lookups-upload")).UploadDialog, { ssr: false });
const PreviewDialog = dynamic(async () => (await import("./lookups-preview")).PreviewDialog, { ssr: false });

type LookupTableRowProps = { slug: string; lookup: LookupRow; mayWork: boolean };

/** One table, what uses it, and what can be done with it. */
export function LookupTableRow({ slug, lookup, mayWork }: LookupTableRowProps) {
  const { name, columns, rows, bytes, updatedAt, updatedBy, usedBy } = lookup;
  /** The dialog that is open, or was last. */
  const [asked, setAsked] = useState<{ what: "preview" | "replace" | "delete"; isOpen: boolean } | null>(
    null,
  );
  const client = useQueryClient();
  const dialog = {
    open: asked?.isOpen ?? false,
    onOpenChange: (isOpen: boolean) => setAsked(asked && { ...asked, isOpen }),
  };
  const ask = (what: "preview" | "replace" | "delete") => setAsked({ what, isOpen: true });
  const uses = [...usedBy.charts, ...usedBy.searches];
  const remove = async () => {
    await sendDeletedLookup(slug, name);
    await client.invalidateQueries({ queryKey: lookupsQuery(slug).queryKey });
    toast({ message: `Deleted the table ${name}` });
  };
  return (
    <tr>
      <th scope="row" className="trunc" title={name}>
        <code>{name}</code>
      </th>
      <td className="trunc" title={columns.join(", ")}>
        {columns.join(", ")}
      </td>
      <td className="num right">{formatExact(rows)}</td>
      <td className="num right nowrap">{formatBytes(bytes)}</td>
      <td className="nowrap">
        <TimeAgo at={updatedAt} sentence /> <span className="mut">by {updatedBy ?? "somebody who left"}</span>
      </td>
      <td className="trunc" title={uses.join(", ")}>
        {uses.length > 0 ? uses.join(", ") : <span className="mut">–</span>}
      </td>
      <td className="right">
        <Menu
          align="end"
          trigger={
            <IconButton size="sm" label={`Options of the table ${name}`} icon={<Ellipsis className="i" />} />
          }
        >
          <MenuItem icon={<Eye className="i" />} onSelect={() => ask("preview")}>
            Show the first rows
          </MenuItem>
          <MenuAnchor icon={<Download className="i" />} href={lookupCsvPath(slug, name)} download>
            Download as CSV
          </MenuAnchor>
          {mayWork ? (
            <>
              <MenuItem icon={<Upload className="i" />} onSelect={() => ask("replace")}>
                Replace…
              </MenuItem>
              <MenuSeparator />
              <MenuItem danger icon={<Trash2 className="i" />} onSelect={() => ask("delete")}>
                Delete…
              </MenuItem>
            </>
          ) : null}
        </Menu>
        {asked?.what === "preview" ? <PreviewDialog slug={slug} name={name} {...dialog} /> : null}
        {asked?.what === "replace" ? <UploadDialog slug={slug} lookup={lookup} {...dialog} /> : null}
        {asked?.what === "delete" ? (
          <AlertDialog
            {...dialog}
            title={`Delete the table ${name}?`}
            description={`${formatExact(rows)} ${rows === 1 ? "row goes" : "rows go"} for good. ${describeUses(usedBy)}`}
            confirmLabel="Delete table"
            cancelLabel="Keep table"
            icon={<Trash2 className="i" />}
            onConfirm={remove}
          />
        ) : null}
      </td>
    </tr>
  );
}

function describeUses({ charts, searches }: LookupRow["usedBy"]): string {
  const uses = [
    ...charts.map((title) => `the chart ${title}`),
    ...searches.map((title) => `the search ${title}`),
  ];
  if (uses.length === 0) return "No chart here and no search that you see uses it.";
  return `What uses it shows an error from then on: ${uses.join(", ")}.`;
}
