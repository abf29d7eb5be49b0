import { z } from "zod";
import type { IssueStatus } from "@/lib/issues/constants";
import { type LogRange, type LogRow, maskKinds, queryLimit } from "@/lib/logs/schemas";
import type { Level } from "@/lib/protocol/event";

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

const line = {
  id: z
    .string()
    .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d{1,9}$/, "This cannot be the id of a line."),
  /** The line's own time: with it few files are read. */
  time: z.string().max(40).optional(),
};

// POST /api/v1/logs/issues

/**
 * Makes an issue of the pattern of a line, in the line's project. Without a pattern, of what the line says but for numbers,
 * ids and the like.
 */
export const createPatternIssueSchema = z.strictObject({
  ...line,
  pattern: z
    .strictObject({
      filter: z.string().max(queryLimit),
      parts: z
        .array(
          z.union([
            z.strictObject({ text: z.string().max(queryLimit) }),
            z.strictObject({ mask: z.enum(maskKinds) }),
          ]),
        )
        .min(1)
        .max(1000),
    })
    .optional(),
});
export type CreatePatternIssueInput = z.infer<typeof createPatternIssueSchema>;

export type PatternIssue = {
  shortId: string;
  /** False when there was one of this pattern already. */
  isNew: boolean;
};

// POST /api/v1/logs/line/issues

export const lineIssuesSchema = z.strictObject({
  /** Of the line. */
  project: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "This cannot be the name of a project."),
  time: z.string().max(40),
  traceId: z.string().max(200).default(""),
  message: z.string().max(4000).default(""),
});
export type LineIssuesInput = z.infer<typeof lineIssuesSchema>;

export type LineIssue = {
  shortId: string;
  type: string;
  message: string;
  level: Level;
  status: IssueStatus;
  /** How it was found: an event of it has the line's trace, or it counts the lines of a pattern that the line fits. */
  by: "trace" | "pattern";
  /** The event with that trace. */
  eventId: string | null;
};

/** The issues of a line, those of its trace by nearness in time, at most five. */
export type LineIssues = {
  issues: LineIssue[];
  /** More events lie around the line than are looked at. */
  isCut: boolean;
};
