import { describe, expect, it } from "vitest";
import { type AuthInput, parseAuth } from "./parse-auth";
import { ProtocolError } from "./protocol-error";

const KEY = "b70a31b3510c4cf793964a185cfe1fd0";

function read(input: { sentry?: string; authorization?: string; query?: string; pathKey?: string }) {
  const request: AuthInput = {
    headers: { "x-sentry-auth": input.sentry, authorization: input.authorization },
    query: new URLSearchParams(input.query),
  };
  return parseAuth(input.pathKey ? { ...request, pathKey: input.pathKey } : request);
}

function refusal(input: Parameters<typeof read>[0]) {
  try {
    return read(input);
  } catch (error) {
    return error instanceof ProtocolError ? `${error.status} ${error.reason}` : error;
  }
}

describe("parseAuth", () => {
  it.each([
    { sentry: `Sentry sentry_key=${KEY}, sentry_version=7` },
    { sentry: `sentry sentry_version=7,sentry_key=${KEY}` },
    { sentry: `SENTRY  sentry_timestamp=1.5,  sentry_key=${KEY} , sentry_secret=abc` },
    { authorization: `Sentry sentry_key=${KEY},sentry_version=7` },
    { authorization: `Basic ${Buffer.from(`${KEY}:`).toString("base64")}` },
    { query: `sentry_key=${KEY}&sentry_version=7` },
    { query: `glitchtip_key=${KEY}` },
    { pathKey: KEY },
  ])("finds the key in %o", (input) => {
    expect(read(input)).toEqual({ publicKey: KEY, version: "7" });
  });

  it("reads version and client of raven", () => {
    expect(
      read({
        sentry: `Sentry sentry_timestamp=1, sentry_client=raven-python/6.10.0, sentry_version=6, sentry_key=${KEY}`,
      }),
    ).toEqual({ publicKey: KEY, version: "6", client: "raven-python/6.10.0" });
  });

  it.each([
    {},
    { query: "sentry_release=1.0&sentry_environment=prod" },
    { authorization: "Bearer 123" },
    { authorization: `Basic ${Buffer.from("admin:password").toString("base64")}` },
    { sentry: "" },
  ])("finds nothing in %o", (input) => {
    expect(read(input)).toBeNull();
  });

  it.each([
    { sentry: `Sentry sentry_key=${KEY}`, query: `sentry_key=${KEY}` },
    { sentry: `Sentry sentry_key=${KEY}`, authorization: `Sentry sentry_key=${KEY}` },
    { query: `sentry_key=${KEY}&glitchtip_key=${KEY}` },
    { query: `sentry_key=${KEY}`, pathKey: KEY },
  ])("refuses two payloads in %o", (input) => {
    expect(refusal(input)).toBe("401 multiple_auth");
  });

  it("refuses a header without key and an unknown version, and lets the caller judge the key", () => {
    expect(refusal({ sentry: "Sentry sentry_version=7" })).toBe("401 invalid_auth");
    expect(refusal({ sentry: `Token sentry_key=${KEY}` })).toBe("401 invalid_auth");
    expect(refusal({ query: `sentry_key=${KEY}&sentry_version=99` })).toBe("400 unsupported_version");
    expect(read({ query: "sentry_key=../../x" })?.publicKey).toBe("../../x");
  });
});
