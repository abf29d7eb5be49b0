"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, useRef } from "react";
import Link from "next/link";
import { usePane } from "@/components/issues/use-pane";
import { useRowWindow } from "@/components/issues/use-row-window";
import { LevelMark } from "@/components/ui/level-mark";
import type { EventTableRow } from "@/lib/events/schemas";
import { eventPath } from "./event-address";
import { EventTime } from "./event-time";

const ROW_PX = 34;
const HEAD_PX = 28;
/** Shorter tables are drawn whole. */
const WINDOWED_FROM = 100;

type EventsTableProps = {
  shortId: string;
  rows: readonly EventTableRow[];
  /** Tags that stand beside. */
  columns: readonly string[];
  isBusy: boolean;
  /** Stands under the last row. */
  children: ReactNode;
};

/** The events, newest first; of many, those in sight. */
export function EventsTable({ shortId, rows, columns, isBusy, children }: EventsTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isPane = usePane();
  const [first, last] = useRowWindow({
    scroller,
    rowCount: rows.length,
    rowHeight: ROW_PX,
    headHeight: HEAD_PX,
    isOn: isPane && rows.length > WINDOWED_FROM,
  });
  return (
    <div className="scroll evt-x" ref={scroller}>
      <table className="tbl tbl-ev" aria-busy={isBusy} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">ID</th>
            <th scope="col">Message</th>
            <th scope="col">Release</th>
            <th scope="col">Environment</th>
            <th scope="col">User</th>
            {columns.map((name) => (
              <th scope="col" key={name}>
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} />
          {rows.slice(first, last + 1).map((row, index) => (
            <Row key={row.id} shortId={shortId} row={row} columns={columns} rowIndex={first + index + 2} />
          ))}
          <Gap rows={rows.length - 1 - last} />
        </tbody>
      </table>
      <div className="evt-foot">{children}</div>
    </div>
  );
}

type RowProps = { shortId: string; row: EventTableRow; columns: readonly string[]; rowIndex: number };

function Row({ shortId, row, columns, rowIndex }: RowProps) {
  const router = useRouter();
  const path = eventPath(shortId, row.id);
  // The whole row is a target for the pointer; keyboard and readers have the link.
  function open(event: MouseEvent) {
    const isOwn = event.target instanceof Element && event.target.closest("a") !== null;
    if (isOwn || event.metaKey || event.ctrlKey || event.shiftKey || window.getSelection()?.type === "Range")
      return;
    router.push(path);
  }
  return (
    <tr aria-rowindex={rowIndex} onClick={open}>
      <td>
        <span className="row">
          <LevelMark level={row.level} />
          <EventTime at={row.occurredAt} />
        </span>
      </td>
      <td>
        <Link className="link mono" href={path} prefetch={false} title={row.id}>
          {row.id.slice(0, 8)}
        </Link>
      </td>
      <td className="evt-m" title={[row.title, row.culprit].filter(Boolean).join("\n")}>
        {row.title} <span className="mut">{row.culprit}</span>
      </td>
      <Cell text={row.release} />
      <Cell text={row.environment} />
      <Cell text={row.user} />
      {columns.map((name, index) => (
        <Cell key={name} text={row.tags[index] ?? null} />
      ))}
    </tr>
  );
}

function Cell({ text }: { text: string | null }) {
  return text === null ? (
    <td className="mut">–</td>
  ) : (
    <td className="evt-c" title={text}>
      <bdi>{text}</bdi>
    </td>
  );
}

/** The place of rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return <tr aria-hidden="true" className="evt-gap" style={{ height: rows * ROW_PX }} />;
}
