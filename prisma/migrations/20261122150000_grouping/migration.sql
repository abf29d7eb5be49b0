-- How a project groups: the version, the one before it while an upgrade is under way, and the rules in force.
-- Projects that exist keep the version they have; an owner upgrades them.
ALTER TABLE "project"
    ADD COLUMN "grouping_version" TEXT NOT NULL DEFAULT 'jackdaw:2026-11',
    ADD COLUMN "previous_grouping_version" TEXT,
    ADD COLUMN "grouping_transition_ends_at" TIMESTAMPTZ(3),
    ADD COLUMN "grouping_revision" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "project" ALTER COLUMN "grouping_version" SET DEFAULT 'jackdaw:2026-12';

-- Every text of a project's rules that was ever in force: events name the one that grouped them
CREATE TABLE "grouping_rules" (
    "project_id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "fingerprint_rules" TEXT NOT NULL,
    "stack_trace_rules" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "grouping_rules_pkey" PRIMARY KEY ("project_id","revision")
);

ALTER TABLE "grouping_rules" ADD CONSTRAINT "grouping_rules_project_id_fkey"
    FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A merged issue stays as a signpost (status 'merged'), and its hashes know where they came from: that is how to undo it
ALTER TABLE "issue" ADD COLUMN "merged_into" BIGINT;
ALTER TABLE "issue_hash" ADD COLUMN "merged_from" BIGINT;
CREATE INDEX "issue_project_id_merged_into_idx" ON "issue"("project_id", "merged_into") WHERE "merged_into" IS NOT NULL;
ALTER TABLE "issue" DROP CONSTRAINT "issue_status_check";
ALTER TABLE "issue" ADD CONSTRAINT "issue_status_check" CHECK ("status" IN ('unresolved', 'resolved', 'archived', 'merged'));
ALTER TABLE "issue" ADD CONSTRAINT "issue_merged_into_check" CHECK (("status" = 'merged') = ("merged_into" IS NOT NULL));

-- Events that have to follow their hashes to another issue; a row stays until the last one has moved, whatever crashes
CREATE TABLE "issue_move" (
    "project_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "from_issue" BIGINT NOT NULL,
    "to_issue" BIGINT NOT NULL,
    "hashes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "after_received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '-infinity',
    "after_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "issue_move_pkey" PRIMARY KEY ("project_id","id")
);
