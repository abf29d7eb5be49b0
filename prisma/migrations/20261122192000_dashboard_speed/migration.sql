-- The list by events or users is read from indexes alone. What is included changes with every event, and so do keys of the
-- same indexes: ingest writes to no more indexes than it wrote to before.

DROP INDEX "issue_project_id_status_last_seen_id_idx";
CREATE INDEX "issue_project_id_status_last_seen_id_idx"
    ON "issue"("project_id", "status", "last_seen" DESC, "id" DESC) INCLUDE ("event_count", "user_count");

DROP INDEX "issue_environment_project_id_environment_last_seen_idx";
CREATE INDEX "issue_environment_project_id_environment_last_seen_idx"
    ON "issue_environment"("project_id", "environment", "last_seen" DESC)
    INCLUDE ("issue_id", "first_seen", "event_count", "user_count");

-- Which tags a project has at all
CREATE TABLE "tag_key" (
    "project_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "tag_key_pkey" PRIMARY KEY ("project_id","key")
);
INSERT INTO "tag_key" SELECT DISTINCT "project_id", "key" FROM "issue_tag";
