"use client";

import { useState } from "react";
import { formatExact } from "@/lib/format/format-count";

const LONG = 1000;
const SHOWN = 500;

/** What a scrubbing rule leaves in place of a value. */
const REMOVED = "[Filtered]";

/** A text of an event, as it was sent. Long ones are cut until somebody asks, scrubbed ones say so. */
export function TextValue({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  if (text === REMOVED) return <span className="red">removed by server rule</span>;
  if (text === "") return <span className="mut">(empty)</span>;
  if (text.length <= LONG || whole) return <span className="tx">{text}</span>;
  return (
    <span className="tx">
      {text.slice(0, SHOWN).toWellFormed()}…{" "}
      <button type="button" className="link" onClick={() => setWhole(true)}>
        Show all {formatExact(text.length)} characters
      </button>
    </span>
  );
}
