import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import type { LogDoor, LogDoorName } from "./match-log-door";
import { receiveElastic } from "./receive-elastic";
import { receiveGelf } from "./receive-gelf";
import { generic } from "./receive-generic";
import { receiveHec } from "./receive-hec";
import { receiveLoggly } from "./receive-loggly";
import { receiveLoki } from "./receive-loki";
import { receiveOtlp } from "./receive-otlp";

/** Who answers at a door. */
export interface LogReceiver {
  /** Answers; what it throws goes to `refuse`. Preflights (`OPTIONS`) are answered before. */
  receive(request: ActiveRequest, door: LogDoor): Promise<IngestResponse>;
  /** The answer to an error in the words of that protocol; without it, `respondLogError`. */
  refuse?(error: unknown, door: LogDoor): IngestResponse;
}

/** All receivers by the name of their door. A door without one answers 404. */
export const logReceivers: Partial<Record<LogDoorName, LogReceiver>> = {
  loggly: { receive: receiveLoggly },
  hec: { receive: receiveHec },
  gelf: { receive: receiveGelf },
  elastic: { receive: receiveElastic },
  otlp: { receive: receiveOtlp },
  loki: { receive: receiveLoki },
  generic,
};
