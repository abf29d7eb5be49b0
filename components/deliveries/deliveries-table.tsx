"use client";

import dynamic from "next/dynamic";
import { useNow } from "@/components/alerts/use-now";
import { Skeleton } from "@/components/ui/skeleton";
import type { DeliveryRow } from "@/lib/notifications/schemas";
import { DeliveryTableRow } from "./delivery-table-row";

const DeliveryPanel = dynamic(() => import("./delivery-panel").then((module) => module.DeliveryPanel), {
  loading: () => <Skeleton width="60%" height="80px" />,
});

type TableProps = {
  rows: readonly DeliveryRow[];
  openId: string;
  canManage: boolean;
  onOpen: (id: string) => void;
};

/** Deliveries as rows; one opens below itself. One that the address names and no row is for stands above all. */
export function DeliveriesTable({ rows, openId, canManage, onOpen }: TableProps) {
  const now = useNow(1_000);
  const isElsewhere = openId !== "" && !rows.some(({ id }) => id === openId);
  const panel = (id: string) => (
    <DeliveryPanel key={id} id={id} canManage={canManage} onResent={onOpen} onClose={() => onOpen(id)} />
  );
  return (
    <>
      {isElsewhere ? panel(openId) : null}
      {rows.length === 0 ? null : (
        <table className="tbl tbl-dv">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className="dv-d">
                To
              </th>
              <th scope="col">State</th>
              <th scope="col" className="dv-d">
                Answer
              </th>
              <th scope="col" className="right">
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <DeliveryTableRow
                key={row.id}
                row={row}
                now={now}
                isOpen={row.id === openId}
                onOpen={() => onOpen(row.id)}
              >
                {row.id === openId ? panel(row.id) : null}
              </DeliveryTableRow>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
