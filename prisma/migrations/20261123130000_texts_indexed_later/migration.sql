-- Texts of new issues get into the trigram index when ingest has time: it is the dearest part of a new issue. Until then a
-- search reads them one by one. Those that are here are indexed already.
ALTER TABLE "issue_text" ADD COLUMN "is_indexed" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "issue_text" ALTER COLUMN "is_indexed" SET DEFAULT false;
DROP INDEX "issue_text_text_idx";
CREATE INDEX "issue_text_text_idx" ON "issue_text" USING GIN ("text" gin_trgm_ops) WITH (gin_pending_list_limit = 16384) WHERE "is_indexed";
CREATE INDEX "issue_text_unindexed_idx" ON "issue_text"("project_id", "issue_id") WHERE NOT "is_indexed";
