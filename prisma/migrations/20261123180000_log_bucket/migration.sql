-- A sealed file lies in the data folder, or since then in the bucket.
ALTER TABLE "log_file" ADD COLUMN "bucket_at" TIMESTAMPTZ(3);

-- What waits to be moved there is found at once, also among many files.
CREATE INDEX "log_file_local_idx" ON "log_file" ("day") WHERE "bucket_at" IS NULL;

-- Whose files lie in a bucket: one row, written there as well.
CREATE TABLE "log_installation" (
  "id" BOOLEAN NOT NULL DEFAULT true,
  "installation" UUID NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT "log_installation_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "log_installation_one" CHECK ("id")
);
INSERT INTO "log_installation" DEFAULT VALUES;
