import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import type { LogDoor, LogDoorName } from "./match-log-door";
import { generic } from "./receive-generic";

/** Who answers at a door. */
export interface LogReceiver {
  /** Answers; what it throws goes to `refuse`. Preflights (`OPTIONS`) are answered before. */
  receive(request: ActiveRequest, door: LogDoor): Promise<IngestResponse>;
  /** The answer to an error in the words of that protocol; without it, `respondLogError`. */
  refuse?(error: unknown, door: LogDoor): IngestResponse;
}

/** All receivers by the name of their door. A door without one answers 404. */
export const logReceivers: Partial<Record<LogDoorName, LogReceiver>> = { generic };
