"use client";

import { useState } from "react";
import type { Json } from "@/lib/protocol/event";
import { JsonValue } from "./json-value";

export type KeyValue = { name: string; value: Json; mono?: boolean };

const FIRST_ROWS = 40;

/** Names and values, one pair a row. Names may repeat, as headers do. */
export function KeyValues({ rows }: { rows: readonly KeyValue[] }) {
  const [limit, setLimit] = useState(FIRST_ROWS);
  return (
    <>
      <dl className="kv">
        {rows.slice(0, limit).map(({ name, value, mono = true }, index) => (
          <div key={`${index} ${name}`}>
            <dt>{name}</dt>
            <dd className={mono ? "mono" : undefined}>
              <JsonValue value={value} />
            </dd>
          </div>
        ))}
      </dl>
      {rows.length > limit ? (
        <button type="button" className="btn btn-ghost btn-sm" onClick={() => setLimit(rows.length)}>
          Show {rows.length - limit} more
        </button>
      ) : null}
    </>
  );
}
