-- Each try of a delivery, with what the other side said
ALTER TABLE "delivery" ADD COLUMN "tries" JSONB NOT NULL DEFAULT '[]';

-- The log of deliveries is read from the newest down: all of a project, of one state, of one rule, to one recipient
DROP INDEX "delivery_project_id_created_at_idx";
CREATE INDEX "delivery_project_id_created_at_id_idx" ON "delivery"("project_id", "created_at" DESC, "id" DESC);
CREATE INDEX "delivery_project_id_status_created_at_id_idx" ON "delivery"("project_id", "status", "created_at" DESC, "id" DESC);
CREATE INDEX "delivery_project_id_rule_id_created_at_id_idx" ON "delivery"("project_id", "rule_id", "created_at" DESC, "id" DESC);
CREATE INDEX "delivery_project_id_recipient_created_at_id_idx" ON "delivery"("project_id", "recipient", "created_at" DESC, "id" DESC);

-- Channels that were deleted a moment ago, so that it can be taken back
CREATE TABLE "deleted_channel" (
    "id" UUID NOT NULL,
    "organization_id" TEXT NOT NULL,
    "row" JSONB NOT NULL,
    "secret" BYTEA,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_channel_pkey" PRIMARY KEY ("id")
);

-- What a person wants to be told of one project, where it is not what they want of all
CREATE TABLE "project_preference" (
    "user_id" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "is_wanted" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_preference_pkey" PRIMARY KEY ("user_id","project_id","subject")
);
CREATE INDEX "project_preference_project_id_idx" ON "project_preference"("project_id");
ALTER TABLE "project_preference" ADD CONSTRAINT "project_preference_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "project_preference" ADD CONSTRAINT "project_preference_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What becomes of issues that somebody follows is a choice of its own from now on: who wanted no mails of them wants none of this
INSERT INTO "notification_preference" ("user_id", "organization_id", "subject", "is_wanted")
SELECT "user_id", "organization_id", 'workflow', "is_wanted" FROM "notification_preference" WHERE "subject" = 'subscribed'
ON CONFLICT DO NOTHING;
