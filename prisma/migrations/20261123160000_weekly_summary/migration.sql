-- The week that was last told of a project, by its Monday
ALTER TABLE "project" ADD COLUMN "summarised_week" DATE;

-- What became of issues in a stretch of time, which the summary of a week counts
CREATE INDEX "issue_activity_outcome_idx" ON "issue_activity"("project_id", "at") WHERE "kind" IN ('resolved', 'regressed');
