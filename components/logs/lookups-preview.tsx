"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { LoadError } from "@/components/ui/load-error";
import { formatExact } from "@/lib/format/format-count";
import type { LookupPreview } from "@/lib/logs/lookups/schemas";
import { lookupPreviewQuery } from "./lookups-queries";

type PreviewDialogProps = {
  slug: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The first rows of a table. */
export function PreviewDialog({ slug, name, open, onOpenChange }: PreviewDialogProps) {
  const { data, error, refetch } = useQuery({ ...lookupPreviewQuery(slug, name), enabled: open });
  return (
    <Dialog title={`The table ${name}`} open={open} onOpenChange={onOpenChange}>
      {data ? (
        <Rows preview={data} name={name} />
      ) : error ? (
        <LoadError what="The table" error={error} onRetry={() => void refetch()} />
      ) : (
        <p className="mut" role="status">
          Loading…
        </p>
      )}
      <DialogActions>
        <DialogClose>
          <Button>Close</Button>
        </DialogClose>
      </DialogActions>
    </Dialog>
  );
}

function Rows({ preview: { columns, rows, total }, name }: { preview: LookupPreview; name: string }) {
  return (
    <>
      {/* Focusable, so that the keyboard can scroll it. */}
      <div className="tw-x lgs-p" role="tabpanel" tabIndex={0} aria-label={`First rows of ${name}`}>
        <table className="tbl">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={`${at} ${row[0]}`}>
                {columns.map((column, place) => (
                  <td key={column}>{row[place]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="help">
        {rows.length < total
          ? `The first ${rows.length} of ${formatExact(total)} rows. The download has all of them.`
          : `All ${formatExact(total)} rows.`}
      </p>
    </>
  );
}
