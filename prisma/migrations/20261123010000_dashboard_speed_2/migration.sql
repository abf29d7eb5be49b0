-- The most frequent values of a tag, where it has thousands, without reading them all. The column changes when a count has
-- doubled, so that all other updates stay within their page; what has less than 16 events is in no index but the key.
ALTER TABLE "issue_tag" ADD COLUMN "magnitude" SMALLINT
    GENERATED ALWAYS AS (CASE WHEN "count" >= 16 THEN floor(log("count"::double precision) / 0.301)::smallint END) STORED;
CREATE INDEX "issue_tag_project_id_issue_id_key_magnitude_idx"
    ON "issue_tag"("project_id", "issue_id", "key", "magnitude" DESC) WHERE "magnitude" IS NOT NULL;
