-- What came to each listener, by the hour.
CREATE TABLE "log_listener_hour" (
    "listener_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "lines" BIGINT NOT NULL DEFAULT 0,
    "refused" BIGINT NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "log_listener_hour_pkey" PRIMARY KEY ("listener_id", "hour")
);

ALTER TABLE "log_listener_hour" ADD CONSTRAINT "log_listener_hour_listener_id_fkey"
    FOREIGN KEY ("listener_id") REFERENCES "log_listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
