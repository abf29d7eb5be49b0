-- CreateTable
CREATE TABLE "log_commit" (
    "id" UUID NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "log_commit_pkey" PRIMARY KEY ("id")
);
