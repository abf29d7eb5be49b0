import { UNKNOWN_PROJECT } from "@/lib/grouping/build-settings";
import type { countOutcome } from "@/lib/ingest/count-outcome";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import type { LineSource } from "@/lib/logs/ingest/accept-lines";
import type { Rejection } from "@/lib/logs/ingest/reject-lines";
import type { LogLine } from "@/lib/logs/line";
import { ProtocolError } from "@/lib/protocol/protocol-error";

type Outcome = Parameters<typeof countOutcome>[1];

/** The one token that the doors know in tests, as a UUID. */
export const TOKEN = "11111111-2222-4333-8444-555555555555";

/** What came behind the doors, in place of a database. */
export const ledger = {
  lines: [] as LogLine[],
  sources: [] as LineSource[],
  rejections: [] as Rejection[],
  outcomes: [] as Outcome[],
  /** Thrown instead of storing. */
  failure: undefined as unknown,

  clear() {
    Object.assign(ledger, { lines: [], sources: [], rejections: [], outcomes: [], failure: undefined });
  },
  async acceptLines(_: KeyEntry, lines: LogLine[], source: LineSource) {
    if (ledger.failure) throw ledger.failure;
    ledger.lines.push(...lines);
    ledger.sources.push(source);
  },
  rejectLines(_: KeyEntry, rejection: Rejection) {
    ledger.rejections.push(rejection);
  },
  countOutcome(_: unknown, outcome: Outcome) {
    ledger.outcomes.push(outcome);
  },
  async authenticate(auth: { publicKey: string } | null): Promise<KeyEntry> {
    if (!auth) throw new ProtocolError(401, "missing_auth", "missing authorization information");
    if (auth.publicKey !== TOKEN.replaceAll("-", ""))
      throw new ProtocolError(403, "unknown_key", "event submission rejected");
    return {
      publicKey: auth.publicKey,
      keyId: "key",
      projectId: 1,
      isActive: true,
      expiresAt: null,
      eventsPerMinute: null,
      projectEventsPerMinute: null,
      projectLogsPerMinute: null,
      grouping: UNKNOWN_PROJECT,
    };
  },
};
