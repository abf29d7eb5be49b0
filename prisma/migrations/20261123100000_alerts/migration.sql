-- Which facts were judged; others read the same rows, so nothing is taken out for it. What is old stays untold.
ALTER TABLE "outbox" ADD COLUMN "is_judged" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "outbox" ALTER COLUMN "is_judged" SET DEFAULT false;
CREATE INDEX "outbox_judged_idx" ON "outbox"("project_id", "id") WHERE NOT "is_judged";

-- CreateTable
CREATE TABLE "alert_rule" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "project_ids" INTEGER[],
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "kind" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "owner_user" TEXT,
    "owner_team" TEXT,
    "silenced_until" TIMESTAMPTZ(3),
    "evaluated_until" TIMESTAMPTZ(3),
    "trouble" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_change" (
    "rule_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "user_id" TEXT,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_change_pkey" PRIMARY KEY ("rule_id","id")
);

-- CreateTable
CREATE TABLE "alert_state" (
    "project_id" INTEGER NOT NULL,
    "rule_id" UUID NOT NULL,
    "group_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ok',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "value" DOUBLE PRECISION,
    "streak" INTEGER NOT NULL DEFAULT 0,
    "firing_id" UUID,
    "told_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_state_pkey" PRIMARY KEY ("project_id","rule_id","group_key")
);

-- CreateTable
CREATE TABLE "alert_count" (
    "project_id" INTEGER NOT NULL,
    "rule_id" UUID NOT NULL,
    "series" SMALLINT NOT NULL,
    "group_key" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "quantity" BIGINT NOT NULL,

    CONSTRAINT "alert_count_pkey" PRIMARY KEY ("project_id","rule_id","series","minute","group_key")
);

-- CreateTable
CREATE TABLE "alert_firing" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "group_key" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "peak" DOUBLE PRECISION,
    "issue_id" BIGINT,

    CONSTRAINT "alert_firing_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secret" BYTEA,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "verified_at" TIMESTAMPTZ(3),
    "verify_hash" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "rule_id" UUID,
    "issue_id" BIGINT,
    "firing_id" UUID,
    "facts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" TEXT NOT NULL,
    "rule_id" UUID,
    "recipient" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "severity" TEXT NOT NULL DEFAULT '',
    "notification_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_by" UUID,
    "claimed_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "took_ms" INTEGER,
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "notification_preference" (
    "user_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "is_wanted" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("user_id","organization_id","subject")
);

-- CreateIndex
CREATE INDEX "alert_rule_organization_id_idx" ON "alert_rule"("organization_id");
CREATE INDEX "alert_firing_project_id_rule_id_started_at_idx" ON "alert_firing"("project_id", "rule_id", "started_at" DESC);
CREATE INDEX "alert_firing_project_id_started_at_idx" ON "alert_firing"("project_id", "started_at" DESC);
CREATE INDEX "channel_organization_id_idx" ON "channel"("organization_id");
CREATE INDEX "notification_project_id_created_at_idx" ON "notification"("project_id", "created_at" DESC);
CREATE INDEX "delivery_project_id_created_at_idx" ON "delivery"("project_id", "created_at" DESC);
CREATE INDEX "delivery_project_id_rule_id_recipient_due_at_idx" ON "delivery"("project_id", "rule_id", "recipient", "due_at" DESC);
-- What workers look for, every second
CREATE INDEX "delivery_due_idx" ON "delivery"("due_at") WHERE "status" IN ('waiting', 'sending');

-- AddForeignKey
ALTER TABLE "alert_change" ADD CONSTRAINT "alert_change_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Words and bounds that the program relies on
ALTER TABLE "alert_rule" ADD CONSTRAINT "alert_rule_kind_check" CHECK ("kind" IN ('issue', 'threshold'));
ALTER TABLE "alert_rule" ADD CONSTRAINT "alert_rule_owner_check" CHECK ("owner_user" IS NULL OR "owner_team" IS NULL);
ALTER TABLE "alert_state" ADD CONSTRAINT "alert_state_status_check" CHECK ("status" IN ('ok', 'warning', 'critical'));
ALTER TABLE "alert_firing" ADD CONSTRAINT "alert_firing_severity_check" CHECK ("severity" IN ('warning', 'critical'));
ALTER TABLE "channel" ADD CONSTRAINT "channel_kind_check" CHECK ("kind" IN ('email', 'webhook', 'slack', 'discord', 'teams', 'mattermost', 'telegram', 'pagerduty', 'opsgenie'));
ALTER TABLE "notification" ADD CONSTRAINT "notification_kind_check" CHECK ("kind" IN ('issue', 'firing', 'resolved', 'reminder', 'summary', 'test'));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_status_check" CHECK ("status" IN ('waiting', 'sending', 'sent', 'failed', 'dropped'));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_severity_check" CHECK ("severity" IN ('', 'warning', 'critical'));
