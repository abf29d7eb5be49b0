"use client";

import { Sparkline } from "@/components/charts/sparkline";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { Count } from "@/components/ui/number";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatCount, formatExact } from "@/lib/format/format-count";
import { formatDay } from "@/lib/format/format-time";
import type { KeyRow } from "@/lib/projects/schemas";
import { KeyActions } from "./key-actions";
import { NewKey } from "./new-key";
import { RoleNote } from "./role-note";
import { useMay } from "./use-may";

/** Who may send, and what came through each key in the last 24 hours. */
export function KeyTable({ slug, keys }: { slug: string; keys: readonly KeyRow[] }) {
  const { manage } = useMay();
  return (
    <section className="keys-s" aria-labelledby="keys-h">
      <div className="sec-h">
        <h2 id="keys-h">
          Keys <span className="n num">{keys.length}</span>
        </h2>
        <span className="grow" />
        {manage ? <NewKey slug={slug} /> : null}
      </div>
      <div className="tw-x">
        <table className="tbl tbl-k">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Public key</th>
              <th scope="col">Limit</th>
              <th scope="col" className="right">
                Accepted 24h
              </th>
              <th scope="col" className="right">
                Dropped
              </th>
              <th scope="col">Trend</th>
              <th scope="col">Last event</th>
              <th scope="col">Status</th>
              <th scope="col">
                <span className="vh">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <KeyTableRow key={key.id} slug={slug} row={key} canManage={manage} />
            ))}
          </tbody>
        </table>
      </div>
      {manage ? (
        <p className="help">
          Rotating creates a new key and keeps the old one working for 7 days, so nothing is lost while you
          deploy.
        </p>
      ) : (
        <RoleNote needs="manage" act="make, rotate, limit and delete keys" />
      )}
    </section>
  );
}

function KeyTableRow({ slug, row, canManage }: { slug: string; row: KeyRow; canManage: boolean }) {
  return (
    <tr>
      <td>
        <b className="key-n">{row.name}</b>
      </td>
      <td>
        <span className="row">
          <code className="trunc" title={row.publicKey}>
            {row.publicKey}
          </code>
          <CopyButton iconOnly label={`Copy DSN of ${row.name}`} text={row.dsn} variant="ghost" size="sm" />
        </span>
      </td>
      {row.eventsPerMinute === null ? (
        <td className="mut">No limit</td>
      ) : (
        <td className="num" title={`${formatExact(row.eventsPerMinute)} events per minute`}>
          {formatCount(row.eventsPerMinute)}/min
        </td>
      )}
      <td className="right">
        <Count value={row.accepted} noun="events" />
      </td>
      <td className="right">
        <Count value={row.dropped} noun="events dropped" className={row.dropped > 0 ? "t-warning" : "mut"} />
      </td>
      <td>
        {row.accepted > 0 ? (
          <Sparkline
            counts={row.trend}
            width={84}
            label={`Events per hour over 24 hours, ${formatExact(row.accepted)} in all`}
          />
        ) : null}
      </td>
      <td className="num">{row.lastUsedAt ? <TimeAgo at={row.lastUsedAt} sentence /> : "Never"}</td>
      <td>
        <KeyStatusChip row={row} />
      </td>
      <td className="right nowrap">{canManage ? <KeyActions slug={slug} row={row} /> : null}</td>
    </tr>
  );
}

function KeyStatusChip({ row: { status, expiresAt } }: { row: KeyRow }) {
  if (status === "waiting") return <Chip tone="new">Waiting</Chip>;
  if (status === "active") return <Chip tone="resolved">Active</Chip>;
  if (status === "disabled") return <Chip tone="line">Disabled</Chip>;
  return (
    <Chip>
      {status === "ends" ? "Ends" : "Ended"} {formatDay(expiresAt ?? "")}
    </Chip>
  );
}
