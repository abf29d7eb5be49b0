-- AlterTable
ALTER TABLE "project" ADD COLUMN     "log_level_days" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "log_retention_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "logs_per_minute" INTEGER;

-- AlterTable
ALTER TABLE "saved_view" ADD COLUMN     "subject" TEXT NOT NULL DEFAULT 'issues';

-- CreateTable
CREATE TABLE "log_chunk" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "time_min" BIGINT NOT NULL,
    "time_max" BIGINT NOT NULL,
    "lines" INTEGER NOT NULL,
    "raw_bytes" INTEGER NOT NULL,
    "keys" TEXT[],
    "body" BYTEA NOT NULL,

    CONSTRAINT "log_chunk_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "log_file" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "time_min" BIGINT NOT NULL,
    "time_max" BIGINT NOT NULL,
    "lines" INTEGER NOT NULL,
    "raw_bytes" BIGINT NOT NULL,
    "file_bytes" BIGINT NOT NULL,
    "checksum" TEXT NOT NULL,
    "columns" TEXT[],
    "level_lines" INTEGER[],
    "sealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_file_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "log_stat" (
    "project_id" INTEGER NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "level" SMALLINT NOT NULL,
    "host" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,

    CONSTRAINT "log_stat_pkey" PRIMARY KEY ("project_id","minute","level","host","service")
) PARTITION BY RANGE ("minute");
CREATE TABLE "log_stat_default" PARTITION OF "log_stat" DEFAULT;

-- CreateTable
CREATE TABLE "log_rejection" (
    "project_id" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key_id" UUID,
    "door" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "remote" TEXT NOT NULL DEFAULT '',
    "bytes" INTEGER NOT NULL,
    "sample" BYTEA NOT NULL,

    CONSTRAINT "log_rejection_pkey" PRIMARY KEY ("project_id","received_at","id")
);

-- CreateTable
CREATE TABLE "log_listener" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT false,
    "project_id" INTEGER,
    "rules" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "trouble" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "log_listener_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_lookup" (
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "columns" TEXT[],
    "rows" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "log_lookup_pkey" PRIMARY KEY ("project_id","name")
);

-- CreateTable
CREATE TABLE "log_chart" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "log_chart_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE INDEX "log_file_project_id_time_max_idx" ON "log_file"("project_id", "time_max");

-- CreateIndex
CREATE UNIQUE INDEX "log_listener_kind_port_key" ON "log_listener"("kind", "port");

-- Bodies are packed already; rows live for a minute, so the table must be tidied all the time.
ALTER TABLE "log_chunk" ALTER COLUMN "body" SET STORAGE EXTERNAL;
ALTER TABLE "log_chunk" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 5000);

-- Words and bounds that the program relies on
ALTER TABLE "project" ADD CONSTRAINT "project_log_retention_days_check" CHECK ("log_retention_days" BETWEEN 1 AND 3650);
ALTER TABLE "project" ADD CONSTRAINT "project_logs_per_minute_check" CHECK ("logs_per_minute" > 0);
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_subject_check" CHECK ("subject" IN ('issues', 'logs'));
ALTER TABLE "log_listener" ADD CONSTRAINT "log_listener_kind_check" CHECK ("kind" IN ('syslog_udp', 'syslog_tcp', 'syslog_tls', 'gelf_udp', 'gelf_tcp', 'json_tcp', 'lumberjack'));
ALTER TABLE "log_listener" ADD CONSTRAINT "log_listener_port_check" CHECK ("port" BETWEEN 1 AND 65535);
