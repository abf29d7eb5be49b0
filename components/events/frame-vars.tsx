"use client";

import { useState } from "react";
import type { Json, JsonObject } from "@/lib/protocol/event";
import { JsonValue } from "./json-value";

const FIRST_VARS = 20;

/** SDKs that send values send texts as texts; the others send what their language prints, quotes included. */
const SENDS_VALUES = new Set(["javascript", "node"]);

/** Values that are often the bug itself, as the languages and SDKs spell them. */
const NOTHING = new Set([
  "undefined",
  "<undefined>",
  "null",
  "<null>",
  "NaN",
  "<NaN>",
  "None",
  "nil",
  "NULL",
]);

/** The local variables of a frame. */
export function FrameVars({ vars, platform }: { vars: JsonObject; platform: string }) {
  const [all, setAll] = useState(false);
  const entries = Object.entries(vars);
  if (entries.length === 0) return null;
  const shown = all ? entries : entries.slice(0, FIRST_VARS);
  return (
    <>
      <dl className="vars">
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Variable value={value} quoted={SENDS_VALUES.has(platform)} />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < entries.length ? (
        <button type="button" className="btn btn-ghost btn-sm vars-more" onClick={() => setAll(true)}>
          Show {entries.length - shown.length} more variables
        </button>
      ) : null}
    </>
  );
}

function Variable({ value, quoted }: { value: Json; quoted: boolean }) {
  if (value === null) return <span className="vx">null</span>;
  if (typeof value !== "string") return <JsonValue value={value} />;
  if (NOTHING.has(value)) return <span className="vx">{withoutBrackets(value)}</span>;
  return <JsonValue value={value} quoted={quoted && !isPlaceholder(value)} />;
}

/** `[Function: x]`, `<Promise>`, `[Filtered]`: words about a value in place of the value. */
function isPlaceholder(value: string): boolean {
  return (value.startsWith("[") && value.endsWith("]")) || (value.startsWith("<") && value.endsWith(">"));
}

function withoutBrackets(value: string): string {
  return value.startsWith("<") ? value.slice(1, -1) : value;
}
