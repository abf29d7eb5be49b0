import { describe, expect, it, vi } from "vitest";
import { openPool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { ConflictError } from "@/lib/errors";
import { owner, post, signedIn, useEmptyServer } from "@/lib/testing/sign-in";
import { createOwner } from "./create-owner";
import { hasOwner } from "./has-owner";

const url = useEmptyServer();

async function waitingForLocks(aside: ReturnType<typeof openPool>): Promise<number> {
  const sql = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  return (await aside.query(sql)).rowCount ?? 0;
}

describe("the first visitor", () => {
  it("becomes the owner and can sign in", async () => {
    expect(await hasOwner()).toBe(false);
    await createOwner(owner);
    expect(await hasOwner()).toBe(true);
    const { ctx } = await signedIn();
    expect(ctx.actor).toMatchObject({ email: owner.email, name: "Ada", role: "owner" });
  });

  it("is one person, however many try at once", async () => {
    // Nobody can write for a moment, so that several have seen an empty server when the first one may.
    const aside = openPool(url(), 2);
    const holder = await aside.connect();
    await holder.query("BEGIN; LOCK TABLE app_user IN SHARE MODE");
    const visitors = Array.from({ length: 20 }, (_, i) => ({ ...owner, email: `visitor-${i}@example.com` }));
    const outcomes = Promise.allSettled(visitors.map((visitor) => createOwner(visitor)));
    await vi
      .waitUntil(async () => (await waitingForLocks(aside)) >= 4, { timeout: 10_000 })
      .finally(async () => {
        await holder.query("COMMIT");
        holder.release();
        await aside.end();
      });

    const lost = (await outcomes).filter((outcome) => outcome.status === "rejected");
    expect(lost.map((outcome) => outcome.reason instanceof ConflictError)).toEqual(Array(19).fill(true));
    expect(await prisma().user.count()).toBe(1);
    expect(await prisma().account.count()).toBe(1);
  });

  it("finds the library's own sign-up closed", async () => {
    const response = await post("sign-up/email", owner);
    expect(response.status).toBe(400);
    expect(await hasOwner()).toBe(false);
  });
});
