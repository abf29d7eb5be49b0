-- How an issue stands: whose it is, how much it matters, how it was resolved, until when it is archived
ALTER TABLE "issue"
    ADD COLUMN "assignee_user" TEXT,
    ADD COLUMN "assignee_team" TEXT,
    ADD COLUMN "priority" SMALLINT NOT NULL DEFAULT 50,
    ADD COLUMN "is_priority_set" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "resolution" TEXT,
    ADD COLUMN "resolved_release" TEXT,
    ADD COLUMN "resolved_commit" TEXT,
    ADD COLUMN "regressed_release" TEXT,
    ADD COLUMN "escalated_at" TIMESTAMPTZ(3),
    ADD COLUMN "reviewed_at" TIMESTAMPTZ(3),
    ADD COLUMN "archived_at" TIMESTAMPTZ(3),
    ADD COLUMN "archived_by" TEXT,
    ADD COLUMN "archive_condition" TEXT,
    ADD COLUMN "archived_until" TIMESTAMPTZ(3),
    ADD COLUMN "archived_events" BIGINT,
    ADD COLUMN "archived_users" BIGINT,
    ADD COLUMN "archived_window" INTEGER,
    ADD COLUMN "comment_count" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "issue" ADD CONSTRAINT "issue_assignee_check" CHECK ("assignee_user" IS NULL OR "assignee_team" IS NULL);
ALTER TABLE "issue" ADD CONSTRAINT "issue_priority_check" CHECK ("priority" IN (25, 50, 75));
ALTER TABLE "issue" ADD CONSTRAINT "issue_resolution_check" CHECK ("resolution" IN ('now', 'next_release', 'release', 'commit'));
ALTER TABLE "issue" ADD CONSTRAINT "issue_archive_condition_check" CHECK ("archive_condition" IN ('forever', 'escalating', 'time', 'count'));
CREATE INDEX "issue_project_id_assignee_user_idx" ON "issue"("project_id", "assignee_user") WHERE "assignee_user" IS NOT NULL;
CREATE INDEX "issue_project_id_assignee_team_idx" ON "issue"("project_id", "assignee_team") WHERE "assignee_team" IS NOT NULL;
CREATE INDEX "issue_project_id_archived_idx" ON "issue"("project_id", "id") WHERE "status" = 'archived' AND "archive_condition" <> 'forever';
CREATE INDEX "issue_project_id_first_release_idx" ON "issue"("project_id", "first_release") WHERE "first_release" IS NOT NULL;
CREATE INDEX "issue_project_id_regressed_release_idx" ON "issue"("project_id", "regressed_release") WHERE "regressed_release" IS NOT NULL;
UPDATE "issue" SET "resolution" = 'now' WHERE "status" = 'resolved';
UPDATE "issue" SET "archive_condition" = 'forever', "archived_at" = CURRENT_TIMESTAMP WHERE "status" = 'archived';

-- Everything that was done to an issue, by whom and when, comments among it
CREATE TABLE "issue_activity" (
    "project_id" INTEGER NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "actor" TEXT,
    "change_id" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "issue_activity_pkey" PRIMARY KEY ("project_id","issue_id","id")
);
CREATE INDEX "issue_activity_project_id_change_id_idx" ON "issue_activity"("project_id", "change_id") WHERE "change_id" IS NOT NULL;

-- What an issue is to one person
CREATE TABLE "issue_person" (
    "project_id" INTEGER NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "user_id" TEXT NOT NULL,
    "bookmarked_at" TIMESTAMPTZ(3),
    "is_subscribed" BOOLEAN,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "issue_person_pkey" PRIMARY KEY ("project_id","issue_id","user_id")
);
CREATE INDEX "issue_person_project_id_user_id_idx" ON "issue_person"("project_id", "user_id");

-- Links by which people without an account may look at one issue
CREATE TABLE "issue_share" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "issue_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "issue_share_pkey" PRIMARY KEY ("project_id","id")
);
CREATE UNIQUE INDEX "issue_share_project_id_issue_id_key" ON "issue_share"("project_id", "issue_id");

-- Hashes whose events nobody wants to see again
CREATE TABLE "discarded_hash" (
    "project_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "discarded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "discarded_by" TEXT NOT NULL,

    CONSTRAINT "discarded_hash_pkey" PRIMARY KEY ("project_id","hash")
);

-- Releases appear with their first event, or when somebody reports them
CREATE TABLE "release" (
    "project_id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "package" TEXT,
    "version_key" TEXT,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3),
    "event_count" BIGINT NOT NULL DEFAULT 0,
    "released_at" TIMESTAMPTZ(3),
    "url" TEXT,

    CONSTRAINT "release_pkey" PRIMARY KEY ("project_id","version")
);
CREATE INDEX "release_project_id_first_seen_idx" ON "release"("project_id", "first_seen" DESC);
CREATE INDEX "release_project_id_package_version_key_idx" ON "release"("project_id", "package", "version_key");

CREATE TABLE "release_stat" (
    "project_id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "release_stat_pkey" PRIMARY KEY ("project_id","version","environment","bucket")
);
CREATE INDEX "release_stat_project_id_bucket_idx" ON "release_stat"("project_id", "bucket");

CREATE TABLE "release_commit" (
    "project_id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "repository" TEXT,
    "author_name" TEXT,
    "author_email" TEXT,
    "message" TEXT,
    "committed_at" TIMESTAMPTZ(3),
    "files" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "release_commit_pkey" PRIMARY KEY ("project_id","version","position")
);
CREATE INDEX "release_commit_project_id_id_idx" ON "release_commit"("project_id", "id");

CREATE TABLE "release_deploy" (
    "project_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "version" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "name" TEXT,
    "url" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "release_deploy_pkey" PRIMARY KEY ("project_id","id")
);
CREATE INDEX "release_deploy_project_id_version_idx" ON "release_deploy"("project_id", "version");

ALTER TABLE "environment" ADD COLUMN "is_hidden" BOOLEAN NOT NULL DEFAULT false;
-- Issues of a release; an index over every tag would cost each new issue ten entries
CREATE INDEX "issue_tag_project_id_release_idx" ON "issue_tag"("project_id", "value") WHERE "key" = 'release';

-- Who owns which code of a project
ALTER TABLE "project"
    ADD COLUMN "ownership_rules" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "codeowners" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "is_auto_assigning" BOOLEAN NOT NULL DEFAULT false;

-- Lists that somebody gave a name
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "saved_view_organization_id_idx" ON "saved_view"("organization_id");

CREATE TABLE "saved_view_pin" (
    "user_id" TEXT NOT NULL,
    "view_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "saved_view_pin_pkey" PRIMARY KEY ("user_id","view_id")
);
ALTER TABLE "saved_view_pin" ADD CONSTRAINT "saved_view_pin_view_id_fkey"
    FOREIGN KEY ("view_id") REFERENCES "saved_view"("id") ON DELETE CASCADE ON UPDATE CASCADE;
