import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { signIn, useEmptyServer } from "@/lib/testing/sign-in";
import { ensureOwner } from "./ensure-owner";

useEmptyServer();

it("creates the owner that the environment names, once, and never resets the password", async () => {
  process.env.JACKDAW_OWNER_EMAIL = "Grace@example.com";
  process.env.JACKDAW_OWNER_PASSWORD = "from the environment";
  await ensureOwner();
  const select = { email: true, name: true, members: { select: { role: true } } };
  expect(await prisma().user.findMany({ select })).toEqual([
    { email: "grace@example.com", name: "Grace", members: [{ role: "owner" }] },
  ]);
  expect((await signIn("from the environment", "grace@example.com")).status).toBe(200);

  await prisma().user.updateMany({ data: { email: "somebody-else@example.com" } });
  await ensureOwner();
  expect(await prisma().user.count()).toBe(1);
});
