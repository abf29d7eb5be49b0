-- What comes back because its time is over comes back without an event
ALTER TABLE "outbox" ALTER COLUMN "event_id" DROP NOT NULL;
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind_check";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_check" CHECK ("kind" IN ('new_issue', 'regression', 'escalated', 'spike'));
