-- The order of version keys is the order of their bytes, whatever language the database speaks
ALTER TABLE "release" ALTER COLUMN "version_key" TYPE TEXT COLLATE "C";
-- Rows that change with every batch of events: room for their next version on the same page
ALTER TABLE "release" SET (fillfactor = 50);
ALTER TABLE "release_stat" SET (fillfactor = 80);

-- Releases that issues already know, from their counters. Their keys are read by the worker: '' says that this is to be done
INSERT INTO "release" ("project_id", "version", "package", "first_seen", "last_seen", "event_count")
SELECT "project_id", "value", '', min("last_seen"), max("last_seen"), sum("count")
  FROM "issue_tag" WHERE "key" = 'release' GROUP BY "project_id", "value"
ON CONFLICT DO NOTHING;
INSERT INTO "release" ("project_id", "version", "package", "first_seen", "last_seen")
SELECT "project_id", "first_release", '', min("first_seen"), min("first_seen")
  FROM "issue" WHERE "first_release" IS NOT NULL AND "first_release" <> '' GROUP BY "project_id", "first_release"
ON CONFLICT ("project_id", "version") DO UPDATE SET "first_seen" = least("release"."first_seen", excluded."first_seen");
INSERT INTO "release" ("project_id", "version", "package", "first_seen", "last_seen")
SELECT "project_id", "last_release", '', max("last_seen"), max("last_seen")
  FROM "issue" WHERE "last_release" IS NOT NULL AND "last_release" <> '' GROUP BY "project_id", "last_release"
ON CONFLICT DO NOTHING;
