-- AlterTable: written by ingest with its default, so that a chunk costs what it did.
ALTER TABLE "log_chunk" ADD COLUMN     "is_counted" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "log_pattern_issue" (
    "project_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "filter" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_event_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "log_pattern_issue_pkey" PRIMARY KEY ("project_id","hash")
);

-- CreateTable
CREATE TABLE "log_uncounted" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "lines" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "log_uncounted_pkey" PRIMARY KEY ("project_id","id")
);

-- Bodies are packed already
ALTER TABLE "log_uncounted" ALTER COLUMN "body" SET STORAGE EXTERNAL;
