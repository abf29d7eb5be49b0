-- How often each value of its fields is in a sealed file, per hour and level (lib/logs/values): facets need not read lines.
ALTER TABLE "log_file" ADD COLUMN "value_counts" BYTEA;
-- It is packed already.
ALTER TABLE "log_file" ALTER COLUMN "value_counts" SET STORAGE EXTERNAL;
