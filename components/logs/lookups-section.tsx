"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { RoleNote } from "@/components/projects/role-note";
import { useMay } from "@/components/projects/use-may";
import { Button } from "@/components/ui/button";
import { LoadError } from "@/components/ui/load-error";
import { lookupsQuery } from "./lookups-queries";
import { LookupTableRow } from "./lookups-row";

const UploadDialog = dynamic(async () => (await import("./lookups-upload")).UploadDialog, { ssr: false });

/** The tables of a project that questions take columns from. */
export function LookupsSection({ slug }: { slug: string }) {
  const { data, error, refetch } = useQuery(lookupsQuery(slug));
  const may = useMay();
  /** Null until somebody asked for the dialog. */
  const [isAdding, setAdding] = useState<boolean | null>(null);
  const lookups = data?.lookups ?? [];
  return (
    <section className="fs" aria-labelledby="lookups-h">
      <h2 id="lookups-h">Lookup tables</h2>
      <p className="sec">
        <code>| lookup teams on host</code> finds the row of the table <code>teams</code> that has the line’s{" "}
        <code>host</code>, and adds its other columns to the line.
      </p>
      {!data && error ? (
        <LoadError what="The tables" error={error} onRetry={() => void refetch()} />
      ) : data && lookups.length === 0 ? (
        <p className="mut">There is no table yet.</p>
      ) : data ? (
        // Focusable, so that the keyboard can scroll it.
        <div className="tw-x" role="tabpanel" tabIndex={0} aria-labelledby="lookups-h">
          <table className="tbl lgs-l">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Columns</th>
                <th scope="col" className="right">
                  Rows
                </th>
                <th scope="col" className="right">
                  Size
                </th>
                <th scope="col">Stored</th>
                <th scope="col">Used by</th>
                <th scope="col">
                  <span className="vh">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lookups.map((lookup) => (
                <LookupTableRow key={lookup.name} slug={slug} lookup={lookup} mayWork={may.work} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="mut" role="status">
          Loading…
        </p>
      )}
      {may.work ? (
        <div className="row">
          <Button icon={<Plus className="i" />} onClick={() => setAdding(true)}>
            Add a table
          </Button>
        </div>
      ) : (
        <RoleNote needs="work" act="add and change tables" />
      )}
      {isAdding === null ? null : (
        <UploadDialog slug={slug} lookup={null} open={isAdding} onOpenChange={setAdding} />
      )}
    </section>
  );
}
