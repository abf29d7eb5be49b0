-- What people do to issues is told to alerts, too.
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind_check";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_check" CHECK ("kind" IN ('new_issue', 'regression', 'escalated', 'spike', 'assigned', 'prioritised'));
