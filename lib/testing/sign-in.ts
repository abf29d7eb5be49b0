import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { auth } from "@/lib/auth/auth";
import { readContext } from "@/lib/auth/read-context";
import type { Context } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createTestDatabase } from "./postgres";

const site = "http://localhost:8000";

/** The person of these tests. */
export const owner = { name: "Ada", email: "ada@example.com", password: "a long enough password" };

type Sender = { ip?: string; headers?: Record<string, string> };

/** A database for the whole file, in which nobody has an account at the start of each test. Gives its address. */
export function useEmptyServer(): () => string {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    process.env.JACKDAW_SECRET = randomBytes(32).toString("hex");
    database = await createTestDatabase();
    usePool(openPool(database.url));
  });
  beforeEach(async () => {
    await pool().query("TRUNCATE app_user, auth_try CASCADE");
  });
  afterAll(async () => {
    await prisma().$disconnect();
    await closePool();
    await database.drop();
  });
  return () => database.url;
}

/** What a form of our pages sends to the auth library, from an address of one's own. */
export function post(endpoint: string, body: unknown, { ip = "192.0.2.1", headers = {} }: Sender = {}) {
  const sent = { origin: site, host: "localhost:8000", "x-forwarded-for": ip, ...headers };
  return auth().handler(
    new Request(`${site}/api/auth/${endpoint}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...sent },
      body: JSON.stringify(body),
    }),
  );
}

/** Tries to sign in; by default as the owner. */
export function signIn(password = owner.password, email = owner.email, sender?: Sender): Promise<Response> {
  return post("sign-in/email", { email, password }, sender);
}

/** The headers of a browser that got this answer. */
export function cookieOf(response: Response): Headers {
  const cookies = response.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  return new Headers({ cookie: cookies.join("; ") });
}

/** The owner, signed in anew. */
export async function signedIn(): Promise<{ ctx: Context; headers: Headers }> {
  const headers = cookieOf(await signIn());
  const ctx = await readContext(headers);
  if (ctx === null) throw new Error("The owner could not sign in");
  return { ctx, headers };
}
