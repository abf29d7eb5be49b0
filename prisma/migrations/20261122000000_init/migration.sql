-- People, projects, and the event side. Big tables are range-partitioned by day; the partitions are made ahead by
-- lib/db/maintain-partitions.ts, the DEFAULT ones catch what it did not foresee.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'owner',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_try" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "auth_try_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "short_prefix" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "first_event_at" TIMESTAMPTZ(3),

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_key" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "project_key_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "issue_counter" (
    "project_id" INTEGER NOT NULL,
    "next" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "issue_counter_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "issue" (
    "project_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "short_id" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "culprit" TEXT NOT NULL,
    "function" TEXT,
    "location" TEXT,
    "level" SMALLINT NOT NULL,
    "platform" TEXT NOT NULL,
    "logger" TEXT,
    "is_unhandled" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'unresolved',
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "first_release" TEXT,
    "last_release" TEXT,
    "event_count" BIGINT NOT NULL DEFAULT 0,
    "user_count" BIGINT NOT NULL DEFAULT 0,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "regressed_at" TIMESTAMPTZ(3),

    CONSTRAINT "issue_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "issue_text" (
    "project_id" INTEGER NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "issue_text_pkey" PRIMARY KEY ("project_id","issue_id")
);

-- CreateTable
CREATE TABLE "issue_hash" (
    "project_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "grouping_version" TEXT NOT NULL,

    CONSTRAINT "issue_hash_pkey" PRIMARY KEY ("project_id","hash")
);

-- CreateTable
CREATE TABLE "event" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "level" SMALLINT NOT NULL,
    "hash" TEXT NOT NULL,
    "environment" TEXT NOT NULL DEFAULT '',
    "release" TEXT NOT NULL DEFAULT '',
    "user_key" TEXT,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("project_id","id","received_at")
) PARTITION BY RANGE ("received_at");

-- CreateTable
CREATE TABLE "issue_stat" (
    "project_id" INTEGER NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "environment" TEXT NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "issue_stat_pkey" PRIMARY KEY ("project_id","issue_id","environment","bucket")
) PARTITION BY RANGE ("bucket");

-- CreateTable
CREATE TABLE "issue_environment" (
    "project_id" INTEGER NOT NULL,
    "environment" TEXT NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    "event_count" BIGINT NOT NULL,
    "user_count" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "issue_environment_pkey" PRIMARY KEY ("project_id","environment","issue_id")
);

-- CreateTable
CREATE TABLE "environment" (
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "environment_pkey" PRIMARY KEY ("project_id","name")
);

-- CreateTable
CREATE TABLE "issue_user" (
    "project_id" INTEGER NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "environment" TEXT NOT NULL,
    "user_key" TEXT NOT NULL,

    CONSTRAINT "issue_user_pkey" PRIMARY KEY ("project_id","issue_id","environment","user_key")
);

-- CreateTable
CREATE TABLE "issue_tag" (
    "project_id" INTEGER NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "issue_tag_pkey" PRIMARY KEY ("project_id","issue_id","key","value")
);

-- CreateTable
CREATE TABLE "outcome" (
    "project_id" INTEGER NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "key_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "quantity" BIGINT NOT NULL,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("project_id","bucket","key_id","category","outcome","reason")
) PARTITION BY RANGE ("bucket");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "auth_try_resets_at_idx" ON "auth_try"("resets_at");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "project_short_prefix_key" ON "project"("short_prefix");

-- CreateIndex
CREATE UNIQUE INDEX "project_key_public_key_key" ON "project_key"("public_key");

-- CreateIndex
CREATE INDEX "issue_project_id_status_last_seen_id_idx" ON "issue"("project_id", "status", "last_seen" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "issue_project_id_status_first_seen_id_idx" ON "issue"("project_id", "status", "first_seen" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "issue_project_id_short_id_key" ON "issue"("project_id", "short_id");

-- CreateIndex
CREATE INDEX "issue_text_text_idx" ON "issue_text" USING GIN ("text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "issue_hash_project_id_issue_id_idx" ON "issue_hash"("project_id", "issue_id");

-- CreateIndex
CREATE INDEX "event_project_id_issue_id_received_at_seq_idx" ON "event"("project_id", "issue_id", "received_at", "seq");

-- CreateIndex
CREATE INDEX "issue_environment_project_id_issue_id_idx" ON "issue_environment"("project_id", "issue_id");

-- CreateIndex
CREATE INDEX "issue_environment_project_id_environment_last_seen_idx" ON "issue_environment"("project_id", "environment", "last_seen" DESC);

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_key" ADD CONSTRAINT "project_key_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Partitions of last resort
CREATE TABLE "event_default" PARTITION OF "event" DEFAULT;
CREATE TABLE "issue_stat_default" PARTITION OF "issue_stat" DEFAULT;
CREATE TABLE "outcome_default" PARTITION OF "outcome" DEFAULT;

-- Payloads are compressed by us
ALTER TABLE "event" ALTER COLUMN "payload" SET STORAGE EXTERNAL;

-- Rows that change with every event leave room for their next version
ALTER TABLE "issue" SET (fillfactor = 80);
ALTER TABLE "issue_environment" SET (fillfactor = 80);
ALTER TABLE "issue_tag" SET (fillfactor = 80);

-- Words that the program relies on
ALTER TABLE "issue" ADD CONSTRAINT "issue_status_check" CHECK ("status" IN ('unresolved', 'resolved', 'archived'));
ALTER TABLE "issue" ADD CONSTRAINT "issue_level_check" CHECK ("level" IN (10, 20, 30, 40, 50));
ALTER TABLE "project" ADD CONSTRAINT "project_slug_check" CHECK ("slug" ~ '^[a-z0-9][a-z0-9-]{0,49}$');
