import { describe, expect, it } from "vitest";
import { findToken } from "./find-token";

const TOKEN = "0123456789abcdef0123456789abcdef";
const UUID = "01234567-89AB-cdef-0123-456789abcdef";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const find = (headers: Record<string, string>, query = "", path?: string) =>
  findToken({ headers, query: new URLSearchParams(query) }, path);

describe("findToken", () => {
  it.each([
    ["Splunk", { authorization: `Splunk ${UUID}` }],
    ["Splunk in small letters", { authorization: `splunk ${TOKEN}` }],
    ["Bearer", { authorization: `Bearer ${TOKEN}` }],
    ["Token", { authorization: `Token ${TOKEN.toUpperCase()}` }],
    ["Basic, as password", { authorization: `Basic ${base64(`x:${UUID}`)}` }],
    ["Basic, as user", { authorization: `Basic ${base64(`${TOKEN}:`)}` }],
    ["Basic, as user alone", { authorization: `Basic ${base64(TOKEN)}` }],
    ["ApiKey", { authorization: `ApiKey ${base64(`any:${TOKEN}`)}` }],
    ["ApiKey without base64", { authorization: `ApiKey ${TOKEN}` }],
    ["no scheme", { authorization: TOKEN }],
    ["Sentry in Authorization", { authorization: `Sentry sentry_version=7, sentry_key=${TOKEN}` }],
    ["X-Sentry-Auth", { "x-sentry-auth": `sentry sentry_key=${TOKEN},sentry_version=7` }],
    ["X-Jackdaw-Token", { "x-jackdaw-token": ` ${UUID} ` }],
    ["X-API-Key", { "x-api-key": TOKEN }],
  ])("reads it from %s", (_, headers) => {
    expect(find(headers as Record<string, string>)).toEqual({ token: TOKEN, isShown: true });
  });

  it("reads it from the query and the path, the path first", () => {
    expect(find({}, `token=${UUID}`).token).toBe(TOKEN);
    expect(find({}, `sentry_key=${TOKEN}`).token).toBe(TOKEN);
    expect(find({ authorization: `Bearer ${"f".repeat(32)}` }, "", UUID).token).toBe(TOKEN);
  });

  it("passes over what cannot be one, as a password that a proxy asked a browser for", () => {
    expect(find({ authorization: `Basic ${base64("ann:secret")}` }, `token=${TOKEN}`).token).toBe(TOKEN);
  });

  it.each([
    ["a word", { authorization: "Bearer hello" }],
    ["too many digits", { authorization: `Bearer ${TOKEN}0` }],
    ["dashes elsewhere", { authorization: "Splunk 0123456-789ab-cdef-0123-456789abcdef0" }],
    ["broken base64", { authorization: "Basic %%%" }],
    ["a long one", { "x-api-key": "a".repeat(3_000) }],
  ])("tells %s from nothing", (_, headers) => {
    expect(find(headers as Record<string, string>)).toEqual({ token: null, isShown: true });
    expect(find({})).toEqual({ token: null, isShown: false });
  });
});
