"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { Json, JsonObject } from "@/lib/protocol/event";
import { fitsPreview, previewJson } from "./preview-json";
import { TextValue } from "./text-value";

const FIRST_ENTRIES = 50;

/** A value of an event. Objects and lists that do not fit on a line open step by step, so size costs nothing. */
export function JsonValue({ value, quoted = false }: { value: Json; quoted?: boolean }) {
  if (typeof value === "string") return <TextValue text={quoted ? `'${value}'` : value} />;
  if (value === null || typeof value !== "object") return <span>{String(value)}</span>;
  if (fitsPreview(value)) return <span className="tx">{previewJson(value)}</span>;
  return <Tree value={value} />;
}

function Tree({ value }: { value: Json[] | JsonObject }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="jt">
      <button type="button" className="jt-b" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight className="i tw" />
        <span className="trunc">{open ? summary(value) : previewJson(value)}</span>
      </button>
      {open ? <Entries value={value} /> : null}
    </div>
  );
}

function Entries({ value }: { value: Json[] | JsonObject }) {
  const [limit, setLimit] = useState(FIRST_ENTRIES);
  const entries = Object.entries(value);
  return (
    <>
      <dl className="jt-l">
        {entries.slice(0, limit).map(([name, item]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <JsonValue value={item} quoted={item !== "[Filtered]"} />
            </dd>
          </div>
        ))}
      </dl>
      {entries.length > limit ? (
        <button type="button" className="link small" onClick={() => setLimit(limit * 4)}>
          Show more, {entries.length - limit} left
        </button>
      ) : null}
    </>
  );
}

function summary(value: Json[] | JsonObject): string {
  return Array.isArray(value) ? `${value.length} items` : `${Object.keys(value).length} fields`;
}
