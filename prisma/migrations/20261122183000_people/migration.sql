-- Who belongs together, and as what
CREATE TABLE "organization" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "logo" TEXT,
    "metadata" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

CREATE TABLE "member" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "member_role_check" CHECK ("role" IN ('owner', 'admin', 'member', 'viewer')),
    CONSTRAINT "member_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "member_organization_id_user_id_key" ON "member"("organization_id", "user_id");
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- A link that lets one person in, once; only the hash of its token is kept
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "team_ids" TEXT[] NOT NULL DEFAULT '{}',
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "inviter_id" TEXT NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invitation_role_check" CHECK ("role" IN ('owner', 'admin', 'member', 'viewer')),
    CONSTRAINT "invitation_status_check" CHECK ("status" IN ('pending', 'accepted', 'canceled')),
    CONSTRAINT "invitation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "invitation_inviter_id_fkey" FOREIGN KEY ("inviter_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");
CREATE UNIQUE INDEX "invitation_pending_key" ON "invitation"("organization_id", "email") WHERE "status" = 'pending';
CREATE INDEX "invitation_inviter_id_idx" ON "invitation"("inviter_id");

CREATE TABLE "team" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "team_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "team_organization_id_slug_key" ON "team"("organization_id", "slug");

CREATE TABLE "team_member" (
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("team_id", "user_id"),
    CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "team_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "team_member_user_id_idx" ON "team_member"("user_id");

CREATE TABLE "project_team" (
    "project_id" INTEGER NOT NULL,
    "team_id" TEXT NOT NULL,

    CONSTRAINT "project_team_pkey" PRIMARY KEY ("project_id", "team_id"),
    CONSTRAINT "project_team_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "project_team_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "project_team_team_id_idx" ON "project_team"("team_id");

ALTER TABLE "session" ADD COLUMN "active_organization_id" TEXT;
ALTER TABLE "project" ADD COLUMN "organization_id" TEXT;
ALTER TABLE "project" ADD CONSTRAINT "project_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "project_organization_id_idx" ON "project"("organization_id");

-- Who is here already works together. A server without people gets its organization with its owner.
INSERT INTO "organization" ("id", "name", "slug")
SELECT gen_random_uuid()::text, 'Jackdaw', 'jackdaw' WHERE EXISTS (SELECT FROM "app_user");
INSERT INTO "member" ("id", "organization_id", "user_id", "role", "created_at")
SELECT gen_random_uuid()::text, o."id", u."id",
       CASE WHEN u."role" IN ('owner', 'admin', 'member', 'viewer') THEN u."role" ELSE 'viewer' END, u."created_at"
  FROM "app_user" u CROSS JOIN "organization" o;
UPDATE "project" SET "organization_id" = (SELECT "id" FROM "organization");
UPDATE "session" SET "active_organization_id" = (SELECT "id" FROM "organization");

-- The role stands in "member" alone
ALTER TABLE "app_user" DROP COLUMN "role";
