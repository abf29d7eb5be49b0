import type { ListenerLimits } from "./limits";
import type { Route } from "./route/route-sender";
import type { ListenerKind } from "./schemas";

/** A socket that takes lines. */
export interface Listener {
  /** Where it listens: another than asked for when that was 0. */
  port: number;
  /**
   * Shows another certificate to who connects from now on; connections stay. Throws where it does not fit its key, and then goes on with
   * the one before. Only of kinds with TLS.
   */
  renew?(tls: Certificate): void;
  /** Stops listening, and returns when all that was read is stored. */
  close(): Promise<void>;
}

/** PEM. */
export interface Certificate {
  cert: Buffer;
  key: Buffer;
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
  /** For kinds with TLS. */
  tls?: Certificate;
  limits: ListenerLimits;
}

/** `refused`: there was no known token, no rule and no project for their sender. */
export type LineOutcome = "stored" | "refused";
