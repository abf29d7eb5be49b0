import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

describe("parseEnv", () => {
  it("needs nothing", () => {
    const env = parseEnv({});
    expect(env).toMatchObject({ PORT: 8000, JACKDAW_URL: "http://localhost:8000" });
    expect(env.JACKDAW_TRUSTED_PROXIES).toBe(0);
    expect(env.DATABASE_URL).toBeUndefined();
  });

  it("derives the public address from the port, and drops its trailing slash", () => {
    expect(parseEnv({ PORT: "9000" }).JACKDAW_URL).toBe("http://localhost:9000");
    expect(parseEnv({ JACKDAW_URL: "https://errors.example.com/" }).JACKDAW_URL).toBe(
      "https://errors.example.com",
    );
  });

  it("takes an empty variable for an absent one", () => {
    expect(parseEnv({ PORT: "", DATABASE_URL: " " })).toMatchObject({ PORT: 8000 });
  });

  it.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["PORT", "80.5"],
    ["DATABASE_URL", "mysql://db"],
    ["JACKDAW_URL", "ftp://errors.example.com"],
    ["JACKDAW_URL", "errors.example.com"],
    ["JACKDAW_SECRET", "short"],
    ["JACKDAW_TRUSTED_PROXIES", "-1"],
    ["NODE_ENV", "staging"],
    ["JACKDAW_SMTP_URL", "mail.example.com:587"],
    ["JACKDAW_SMTP_URL", "smtp://user:100%@mail.example.com"],
    ["JACKDAW_MAIL_FROM", "nobody"],
    ["JACKDAW_LOGS_BUCKET", "https://s3.example.com/logs"],
    ["JACKDAW_LOGS_BUCKET", "s3://logs/../x y"],
    ["JACKDAW_LOGS_CACHE_MB", "1"],
    ["JACKDAW_S3_ENDPOINT", "s3.example.com"],
    ["JACKDAW_S3_PATH_STYLE", "yes"],
    ["JACKDAW_MAIL_FROM", "a@example.com\nBcc: b@example.com"],
  ])("names %s when it is %s", (name, value) => {
    expect(() => parseEnv({ [name]: value })).toThrow(name);
  });

  it("reads the hosts that webhooks may reach", () => {
    expect(parseEnv({}).JACKDAW_PRIVATE_HOSTS).toEqual([]);
    expect(
      parseEnv({ JACKDAW_PRIVATE_HOSTS: " chat.Internal, 10.0.0.7:8065 ,," }).JACKDAW_PRIVATE_HOSTS,
    ).toEqual(["chat.internal", "10.0.0.7:8065"]);
  });

  it("wants the owner's e-mail and password together", () => {
    expect(() => parseEnv({ JACKDAW_OWNER_EMAIL: "owner@example.com" })).toThrow("JACKDAW_OWNER_PASSWORD");
  });

  it("wants a key for the bucket of logs", () => {
    expect(() => parseEnv({ JACKDAW_LOGS_BUCKET: "s3://logs" })).toThrow("AWS_ACCESS_KEY_ID");
  });

  it("names every bad variable at once", () => {
    expect(() => parseEnv({ PORT: "x", NODE_ENV: "y" })).toThrow(/PORT[\s\S]*NODE_ENV|NODE_ENV[\s\S]*PORT/);
  });

  it("never repeats a secret in its message", () => {
    expect(() => parseEnv({ JACKDAW_SECRET: "hunter2" })).toThrow(/^(?!.*hunter2)/s);
  });
});
