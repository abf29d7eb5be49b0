import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { RateLimitedError } from "@/lib/errors";
import { owner, signIn, useEmptyServer } from "@/lib/testing/sign-in";
import { createOwner } from "./create-owner";
import { signInLimits } from "./sign-in-limits";
import { type TryLimit, takeTry, triesLeft } from "./tries";

useEmptyServer();

/** Wrong passwords, without the time it takes to check them. */
async function fail(times: number, from = "192.0.2.1") {
  for (let i = 0; i < times; i++) await takeTry(await signInLimits(owner.email, from));
}

async function messageOf(response: Response): Promise<string> {
  return ((await response.json()) as { message: string }).message;
}

describe("signing in", () => {
  beforeEach(() => createOwner(owner));

  it("says the same about a wrong password and an unknown person", async () => {
    const wrong = await signIn("not the password");
    const unknown = await signIn(owner.password, "nobody@example.com", { ip: "192.0.2.2" });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await unknown.text()).toBe(await wrong.text());
  });

  it("counts down the last tries, then pauses even the right password", async () => {
    await fail(3);
    expect(await messageOf(await signIn("wrong"))).toBe("That e-mail and password do not match.");
    await fail(1);
    expect(await messageOf(await signIn("wrong"))).toBe(
      "That e-mail and password do not match. 4 tries left before a 15-minute pause.",
    );
    await fail(4);
    const paused = await signIn();
    expect(paused.status).toBe(429);
    expect(Number(paused.headers.get("retry-after"))).toBeGreaterThan(14 * 60);
    expect((await signIn(owner.password, owner.email, { ip: "192.0.2.9" })).status).toBe(200);
  });

  it("lets no more through when all tries come at once", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 15 }, () => fail(1)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(10);
  });

  it("opens again when the pause is over", async () => {
    await fail(10);
    await expect(fail(1)).rejects.toBeInstanceOf(RateLimitedError);
    await pool().query("UPDATE auth_try SET resets_at = resets_at - interval '15 min'");
    await fail(10);
    await expect(fail(1)).rejects.toBeInstanceOf(RateLimitedError);
  });

  it("forgets earlier typing errors after a success, and counts no success", async () => {
    await fail(9);
    expect((await signIn()).status).toBe(200);
    const [thisPersonHere, thisAddress] = await signInLimits(owner.email, "192.0.2.1");
    expect(await triesLeft(thisPersonHere)).toBe(10);
    expect(await triesLeft(thisAddress as TryLimit)).toBe(41);
  });

  it("pauses a person whom many addresses guess at, but not where that person is signed in", async () => {
    const home = { ip: "192.0.2.77" };
    await signIn(owner.password, owner.email, home);
    const [, , fromEverywhere] = await signInLimits(owner.email, "203.0.113.1");
    for (let i = 0; i < 100; i++) await takeTry([fromEverywhere as TryLimit]);
    expect((await signIn(owner.password, owner.email, { ip: "198.51.100.1" })).status).toBe(429);
    expect((await signIn(owner.password, owner.email, home)).status).toBe(200);
  });

  it.each([
    ["a foreign page", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["a request that does not say where it comes from", { origin: "" }],
  ])("is refused to %s, which costs the person no try", async (_name, headers) => {
    expect((await signIn(owner.password, owner.email, { headers })).status).toBe(403);
    expect((await pool().query("SELECT FROM auth_try")).rowCount).toBe(0);
  });

  it("sets a cookie that scripts and other sites cannot use", async () => {
    const [cookie] = (await signIn()).headers.getSetCookie();
    expect(cookie).toMatch(/^jackdaw\.session_token=/);
    for (const flag of ["HttpOnly", "SameSite=Lax", "Path=/", `Max-Age=${30 * 24 * 60 * 60}`]) {
      expect(cookie).toContain(flag);
    }
    expect(cookie).not.toContain("Secure");
  });
});
