/** An outcome as people read it, and the class of its colour in charts. */
export type OutcomeLook = { name: string; tone: string; meaning: string };

const outcomes: Record<string, OutcomeLook> = {
  dead_letter: {
    name: "Dead letters",
    tone: "c-fatal",
    meaning: "The database refused the event. It is kept, to be tried again.",
  },
  invalid: { name: "Invalid", tone: "c-error", meaning: "The request could not be read." },
  rate_limited: { name: "Rate limited", tone: "c-warning", meaning: "A limit was reached." },
  filtered: { name: "Filtered", tone: "c-info", meaning: "A filter of this project dropped it." },
  unsupported: {
    name: "Unsupported",
    tone: "c-hollow",
    meaning: "Jackdaw keeps errors and messages. Other items are counted and let go.",
  },
  duplicate: {
    name: "Duplicates",
    tone: "c-strong",
    meaning: "Sent again under the same event id, which counts once. Nothing to do.",
  },
  accepted: { name: "Accepted", tone: "c-base", meaning: "Stored." },
};

/** How to show an outcome; one that this version does not know is shown as it is. */
export function outcomeLook(outcome: string): OutcomeLook {
  return own(outcomes, outcome) ?? { name: outcome, tone: "c-hollow", meaning: "Not known to this version." };
}

/** What each reason means and what helps. The words are those of the ingest door's counters. */
const reasons: Record<string, string> = {
  aborted:
    "The connection ended before the whole request was here. A timeout of the client or a proxy may be too short.",
  discarded_hash:
    "Somebody deleted the issue and discarded its future events. Grouping lists what is discarded, and takes it back.",
  discarded_project_deleted: "The project was deleted before the event was stored.",
  disk_full: "The disk of this server is nearly full. Free some space, or keep events for a shorter time.",
  empty_body: "The request had no body. A proxy may have dropped it.",
  header_mismatch:
    "The DSN inside the envelope belongs to another project or key than the request. Use one DSN.",
  invalid_auth: "The authorization header could not be read. Use the DSN as it stands on Connect.",
  invalid_encoding: "The body could not be unpacked: its Content-Encoding does not fit what was sent.",
  invalid_envelope: "The body is not an envelope. A proxy may have changed it.",
  invalid_event_id: "The event id is not 32 hex digits. Leave it out, and one is made.",
  invalid_json: "The body was not JSON, or was cut short. Look at what the client or a proxy sends.",
  invalid_json_type: "The event was JSON but no object.",
  invalid_entry: "An entry of the batch was no log line. The rest of the batch was taken.",
  invalid_log: "The log item of the envelope was no log line. Update the SDK.",
  invalid_loki: "The push was not of Loki's form. Look at what the client or a proxy sends.",
  invalid_otlp: "The export was not of OpenTelemetry's form. Look at what the client or a proxy sends.",
  invalid_project: "The address names no project. Use the DSN as it stands on Connect.",
  invalid_protobuf: "The body was not protobuf, or was cut short. Look at what the client or a proxy sends.",
  invalid_report: "The browser's report was of no known kind.",
  key_quota: "The key sent more than its limit per minute. Raise the limit, or find out what sends so much.",
  malformed_action: "A line of the bulk request that names what to do could not be read.",
  missing_auth: "The request showed no key. Use the DSN as it stands on Connect.",
  multiple_auth: "The request showed its key in two places. Send it once.",
  origin: "The page that sent it is not among the allowed origins.",
  overload:
    "The server was at its limit and asked clients to wait. If it stays, give it more memory or a faster disk.",
  project_quota:
    "The project sent more than its limit per minute. Raise the limit, or find out what sends so much.",
  spool_full:
    "The database was away and the buffer on disk was full. Bring the database back; clients were asked to wait.",
  too_complex: "The event was nested too deeply or had too many parts. Send less extra data.",
  too_large: "The event was larger than 1 MiB. Send fewer local variables or less extra data.",
  too_old: "The event was older than this project keeps events.",
  too_slow: "The body came too slowly. The connection of the client may be poor.",
  unknown_key: "The key is not known or is disabled. Use a DSN that stands on Connect.",
  unsupported_encoding: "The body was packed in a way that this server does not know. Use gzip.",
  unsupported_media_type: "The report's content type is not one that browsers send.",
  unsupported_version: "The client speaks a version of the protocol that is not known. Update it.",
};

/** SQLSTATE: the reason of a dead letter. */
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Whether there is a sentence about this very reason. */
export function isKnownReason(reason: string): boolean {
  return own(reasons, reason) !== undefined;
}

/** What a reason means and what helps, in one or two sentences; what the outcome means where the reason is not known. */
export function explainReason(outcome: string, reason: string): string {
  if (outcome === "dead_letter") {
    return SQLSTATE.test(reason)
      ? `The database refused the event (SQLSTATE ${reason}). It is kept: try it again after an update.`
      : "The event could not be stored. It is kept: try it again after an update.";
  }
  return own(reasons, reason) ?? outcomeLook(outcome).meaning;
}

function own<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
