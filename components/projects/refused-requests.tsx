import { X } from "lucide-react";
import { formatCount } from "@/lib/format/format-count";
import { formatClock } from "@/lib/format/format-time";
import type { RefusedRow } from "@/lib/projects/schemas";

/** What each reason means and what helps. The words are those of the ingest door's counters. */
const reasons: Record<string, string> = {
  aborted:
    "The connection ended before the whole request was here. A timeout of the client or a proxy may be too short.",
  empty_body: "The request had no body.",
  invalid_encoding: "The body could not be unpacked: its Content-Encoding does not fit what was sent.",
  invalid_envelope: "The body is not an envelope. A proxy may have changed it.",
  invalid_event_id: "The event id is not 32 hex digits.",
  invalid_json: "The event is not readable as JSON.",
  too_complex: "The event is nested too deeply to be read.",
  too_large: "The event is larger than 1 MiB. Send fewer local variables or less extra data.",
  unsupported_encoding: "The body was packed in a way that this server does not know.",
  key_quota: "This key's limit of events per minute was reached.",
  project_quota: "This project's limit of events per minute was reached.",
  overload: "More was under way than this server keeps memory for.",
  header_mismatch: "The DSN inside the envelope belongs to another project or key than the request.",
};

const outcomes: Record<string, string> = {
  rate_limited: "A limit was reached.",
  filtered: "A filter of this project dropped it.",
  invalid: "The request could not be read.",
};

/** Refused requests of the last 24 hours, one line per reason. */
export function RefusedRequests({ refused }: { refused: readonly RefusedRow[] }) {
  return refused.map(({ outcome, reason, quantity, lastHour }) => (
    <li className="bad" key={`${outcome} ${reason}`}>
      <X className="i" />
      <div>
        <span>
          {formatCount(quantity)} {quantity === 1 ? "request" : "requests"} refused, last after{" "}
          <time dateTime={lastHour}>{formatClock(lastHour)} UTC</time>
        </span>
        <p>
          {(Object.hasOwn(reasons, reason) ? reasons[reason] : undefined) ??
            outcomes[outcome] ??
            "Not taken."}
          {reason && !Object.hasOwn(reasons, reason) ? (
            <>
              {" "}
              <code>{reason}</code>
            </>
          ) : null}
        </p>
      </div>
    </li>
  ));
}
