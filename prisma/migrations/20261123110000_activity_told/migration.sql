-- Which acts on issues those who follow them were told of. What is old stays untold.
ALTER TABLE "issue_activity" ADD COLUMN "is_told" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "issue_activity" ALTER COLUMN "is_told" SET DEFAULT false;
CREATE INDEX "issue_activity_untold_idx" ON "issue_activity"("project_id", "id") WHERE NOT "is_told";
