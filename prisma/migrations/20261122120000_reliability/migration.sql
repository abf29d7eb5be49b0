-- How long and how much a project keeps, and how much it takes in a minute
ALTER TABLE "project"
    ADD COLUMN "retention_days" INTEGER NOT NULL DEFAULT 90,
    ADD COLUMN "max_events" INTEGER NOT NULL DEFAULT 1000000,
    ADD COLUMN "events_per_minute" INTEGER,
    ADD COLUMN "new_issues_per_minute" INTEGER DEFAULT 100;

ALTER TABLE "project_key" ADD COLUMN "events_per_minute" INTEGER;

-- New issues are counted where short ids come from: whoever opens one holds that row anyway
ALTER TABLE "issue_counter"
    ADD COLUMN "opened_minute" TIMESTAMPTZ(3),
    ADD COLUMN "opened" INTEGER NOT NULL DEFAULT 0;

-- How many of an issue's events are still stored
ALTER TABLE "issue" ADD COLUMN "stored_count" BIGINT NOT NULL DEFAULT 0;
UPDATE "issue" i
   SET "stored_count" = kept.quantity
  FROM (SELECT "project_id", "issue_id", count(*) AS quantity FROM "event" GROUP BY 1, 2) AS kept
 WHERE i."project_id" = kept."project_id" AND i."id" = kept."issue_id";

-- CreateTable
CREATE TABLE "outbox" (
    "project_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "issue_id" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "dead_letter" (
    "project_id" INTEGER NOT NULL,
    "event_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "title" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "error" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "last_tried_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "record" BYTEA NOT NULL,

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("project_id","event_id")
);

-- CreateTable
CREATE TABLE "quota_use" (
    "project_id" INTEGER NOT NULL,
    "key_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "used" BIGINT NOT NULL,

    CONSTRAINT "quota_use_pkey" PRIMARY KEY ("project_id","key_id","category","minute")
);

-- CreateIndex
CREATE INDEX "dead_letter_project_id_received_at_event_id_idx" ON "dead_letter"("project_id", "received_at" DESC, "event_id" DESC);

-- Words and bounds that the program relies on
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_check" CHECK ("kind" IN ('new_issue', 'regression', 'spike'));
ALTER TABLE "project" ADD CONSTRAINT "project_retention_days_check" CHECK ("retention_days" BETWEEN 1 AND 3650);
ALTER TABLE "project" ADD CONSTRAINT "project_max_events_check" CHECK ("max_events" >= 1000);
ALTER TABLE "project" ADD CONSTRAINT "project_events_per_minute_check" CHECK ("events_per_minute" > 0);
ALTER TABLE "project" ADD CONSTRAINT "project_new_issues_per_minute_check" CHECK ("new_issues_per_minute" > 0);
ALTER TABLE "project_key" ADD CONSTRAINT "project_key_events_per_minute_check" CHECK ("events_per_minute" > 0);
