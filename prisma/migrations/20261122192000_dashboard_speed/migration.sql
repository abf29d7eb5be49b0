-- The list by events or users, and the trends of its rows, are read from indexes alone. What is included changes with every
-- event, and so do keys of the same indexes: ingest writes to hardly more indexes than it wrote to before.

DROP INDEX "issue_project_id_status_last_seen_id_idx";
CREATE INDEX "issue_project_id_status_last_seen_id_idx"
    ON "issue"("project_id", "status", "last_seen" DESC, "id" DESC) INCLUDE ("event_count", "user_count");

DROP INDEX "issue_environment_project_id_environment_last_seen_idx";
CREATE INDEX "issue_environment_project_id_environment_last_seen_idx"
    ON "issue_environment"("project_id", "environment", "last_seen" DESC)
    INCLUDE ("issue_id", "first_seen", "event_count", "user_count");

-- Partitions of the days to come are made like this one.
ALTER TABLE "issue_stat" DROP CONSTRAINT "issue_stat_pkey";
ALTER TABLE "issue_stat" ADD CONSTRAINT "issue_stat_pkey"
    PRIMARY KEY ("project_id", "issue_id", "environment", "bucket") INCLUDE ("count");

-- Which tags a project has at all. Keys repeat, so that most of it is lists of places: about 8 bytes a row.
CREATE INDEX "issue_tag_project_id_key_idx" ON "issue_tag"("project_id", "key");
