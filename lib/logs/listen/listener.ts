import type { ListenerLimits } from "./limits";
import type { Route } from "./route/route-sender";
import type { ListenerKind } from "./schemas";

/** A socket that takes lines. */
export interface Listener {
  /** Where it listens: another than asked for when that was 0. */
  port: number;
  /** Stops listening, and returns when all that was read is stored. */
  close(): Promise<void>;
}

/** What every listener needs. */
export interface ListenerSettings {
  kind: ListenerKind;
  /** 0: any that is free. */
  port: number;
  /** Default: all interfaces. */
  host?: string;
  /** Asked for each portion, so that rules can change while it listens. */
  route: () => Route;
  /** Told of lines once it is known what became of them. */
  count?: (outcome: LineOutcome, lines: number) => void;
  /** PEM, for kinds with TLS. */
  tls?: { cert: Buffer; key: Buffer };
  limits: ListenerLimits;
}

/** `refused`: there was no known token, no rule and no project for their sender. */
export type LineOutcome = "stored" | "refused";
