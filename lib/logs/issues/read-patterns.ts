import type { PoolClient } from "pg";
import { pool } from "@/lib/db/pool";
import { readTemplate, type Template } from "./match-template";

/** A pattern whose lines are events. */
export interface LinePattern {
  projectId: number;
  hash: string;
  filter: string;
  title: string;
}

/** A pattern that leads to an issue. */
export interface LivePattern extends LinePattern {
  template: Template;
  /** Chunks that were received later count. */
  since: Date;
  lastEventAt: Date;
}

type Row = LinePattern & { since: Date; lastEventAt: Date };

/**
 * The patterns of a project that are counted: those whose hash leads to an issue. An issue that is deleted takes its hashes
 * along, and that ends its pattern.
 */
export async function readPatterns(projectId: number, db?: PoolClient): Promise<LivePattern[]> {
  const { rows } = await (db ?? pool()).query<Row>(
    `SELECT p.project_id AS "projectId", p.hash, p.filter, p.title, p.since, p.last_event_at AS "lastEventAt"
       FROM log_pattern_issue p
       JOIN issue_hash h ON h.project_id = p.project_id AND h.hash = p.hash
      WHERE p.project_id = $1 ORDER BY p.hash`,
    [projectId],
  );
  return rows.flatMap((row) => {
    const read = readTemplate(row.filter);
    return read === null ? [] : [{ ...row, template: read.template }];
  });
}
