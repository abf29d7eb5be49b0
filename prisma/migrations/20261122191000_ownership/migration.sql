-- Events of an issue that was deleted go nowhere: they are removed in portions, as those of a merged issue are moved
ALTER TABLE "issue_move" ALTER COLUMN "to_issue" DROP NOT NULL;

-- New issues since then go to their owners; those before it are left to people
ALTER TABLE "project" ADD COLUMN "auto_assigning_since" TIMESTAMPTZ(3);

-- Which new issues were looked at for an owner; alerts read the same rows, so nothing is taken out for it
ALTER TABLE "outbox" ADD COLUMN "is_owner_sought" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "outbox_owner_sought_idx" ON "outbox"("project_id", "created_at") WHERE "kind" = 'new_issue' AND NOT "is_owner_sought";
