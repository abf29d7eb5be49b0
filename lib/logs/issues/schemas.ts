import type { LogRange, LogRow } from "@/lib/logs/schemas";

// GET /api/v1/issues/<short id>/events/<event>/logs

/** Lines that are shown with an event, those of its trace or of its host. */
export const eventLineLimit = 20;

/** What lines and an event have in common. */
export type EventLink = { kind: "trace" | "host"; value: string };

/** The log lines around an event. */
export type EventLogs = {
  /** Whether any line was ever received in a project that the reader sees. Without, nothing was searched. */
  hasLogs: boolean;
  /** Slug of the event's project. */
  project: string;
  /** By what the lines were found, or the last that was tried; null when the event names neither trace nor host. */
  by: EventLink | null;
  /** A trace that was tried before, and has no line. */
  missed: EventLink | null;
  /** The question that finds all of them, as the explorer has it. */
  query: string;
  range: LogRange;
  /** When the event happened: ISO 8601, UTC, nine digits of a second. */
  at: string;
  /** Oldest first, the nearest to the event. */
  lines: LogRow[];
  /** Lines that the question finds, and of how many services they are. */
  total: number;
  services: number;
};
