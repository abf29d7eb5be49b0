import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePool, openPool, usePool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createTestDatabase } from "@/lib/testing/postgres";
import { createOwner } from "./create-owner";
import { handleAuth } from "./handle-auth";
import { readContext } from "./read-context";

// A file of its own: the settings are read once per process.
const site = "https://errors.example.com";
const owner = { name: "Ada", email: "ada@example.com", password: "a long enough password" };
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  process.env.JACKDAW_URL = site;
  process.env.JACKDAW_SECRET = randomBytes(32).toString("hex");
  database = await createTestDatabase();
  usePool(openPool(database.url));
  await createOwner(owner);
});

afterAll(async () => {
  await prisma().$disconnect();
  await closePool();
  await database.drop();
});

/** As it arrives behind a proxy that ends TLS. */
function post(endpoint: string, body: string, origin = site) {
  return handleAuth(
    new Request(`http://localhost:8000/api/auth/${endpoint}`, {
      method: "POST",
      headers: { "content-type": "application/json", host: "errors.example.com", origin },
      body,
    }),
  );
}

const signIn = (origin?: string) => post("sign-in/email", JSON.stringify(owner), origin);

it("binds the session to this very host and to TLS", async () => {
  const response = await signIn();
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-jackdaw\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const headers = new Headers({ cookie: cookie.split(";", 1)[0] ?? "" });
  expect((await readContext(headers))?.actor.email).toBe(owner.email);
});

it("takes sign-ins from the configured address alone, whatever Host says", async () => {
  expect((await signIn("http://errors.example.com")).status).toBe(403);
  expect((await signIn("http://localhost:8000")).status).toBe(403);
});

it("answers in the shape of our own API", async () => {
  const wrong = await post("sign-in/email", JSON.stringify({ ...owner, password: "wrong" }));
  expect(wrong.status).toBe(401);
  expect(await wrong.json()).toEqual({
    error: { code: "unauthorized", message: "That e-mail and password do not match." },
  });
});

it.each(["sign-up/email", "list-sessions", "update-user", "delete-user", "nothing"])(
  "does not open the library's %s",
  async (endpoint) => {
    expect((await post(endpoint, "{}")).status).toBe(404);
  },
);

it("stops reading a body above 1 MiB", async () => {
  expect((await post("sign-in/email", "x".repeat(1024 * 1024 + 1))).status).toBe(413);
});
