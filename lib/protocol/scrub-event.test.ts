import { expect, it } from "vitest";
import { expectLinear } from "@/lib/testing/expect-linear";
import type { Json } from "./event";
import { normaliseEvent } from "./normalise-event";
import { scrubText } from "./normalise/scrub-text";
import { isSensitiveKey } from "./normalise/sensitive-key";

const normalise = (raw: Json) => normaliseEvent(raw, { receivedAt: new Date("2026-11-05T12:00:00Z") });

it("C23: no secret leaves any of the places where data arrives unasked", () => {
  const data = {
    password: "hunter2",
    nested: [{ api_key: "hunter2", list: ["card 4111 1111 1111 1111"] }],
    kept: "visible",
  };
  const frames = [{ vars: data }];
  const event = normalise({
    extra: data,
    contexts: { app: data },
    user: { id: 1, data, secret: "hunter2" },
    breadcrumbs: [{ data, message: "GET https://example.com/?token=hunter2" }],
    exception: [{ type: "T", stacktrace: { frames }, raw_stacktrace: { frames }, mechanism: { data } }],
    threads: [{ stacktrace: { frames } }],
    request: {
      url: "https://bob:hunter2@example.com/?access_token=hunter2#key",
      data: "user=bob&password=hunter2",
      headers: {
        Authorization: "Bearer hunter2",
        "X-Api-Key": "hunter2",
        Cookie: "sid=hunter2",
        Accept: "visible",
      },
      env: { SENTRY_DSN: "hunter2", PATH: "visible" },
    },
    csp: { "document-uri": "https://example.com/?token=hunter2" },
  });
  const stored = JSON.stringify(event);
  expect(stored).not.toMatch(/hunter2|4111/);
  expect(stored.match(/visible/g)).toHaveLength(10);
  expect(event.request).toMatchObject({
    url: "https://bob:[Filtered]@example.com/",
    query_string: [["access_token", "[Filtered]"]],
    cookies: [["sid", "[Filtered]"]],
    data: { user: "bob", password: "[Filtered]" },
  });
});

it("C23: JSON in the text of a body is scrubbed, and so is the value of a refused field", () => {
  expect(normalise({ request: { data: '{"secret":"x","n":4111111111111111}' } }).request?.data).toEqual({
    secret: "[Filtered]",
    n: "[Filtered]",
  });
  expect(normalise({ contexts: { credentials: "hunter2" } }).errors?.[0]?.value).toBe("[Filtered]");
});

it.each([
  ..."password PASSWD db_password passphrase secret client-secret api_key apiKey X-API-Key auth x-auth authorization".split(
    " ",
  ),
  ..."credentials token csrfToken access_token refreshToken private_key privateKey cookie Set-Cookie sentry_dsn mysql_pwd".split(
    " ",
  ),
])("knows %s as a secret", (key) => {
  expect(isSensitiveKey(key)).toBe(true);
});

it.each(
  "author authority key monkey tokens max_tokens id name keyboard passenger compass __proto__".split(" "),
)("leaves %s", (key) => {
  expect(isSensitiveKey(key)).toBe(false);
});

it.each([
  ["4111 1111 1111 1111", "[Filtered]"],
  ["pay 5500-0000-0000-0004 now", "pay [Filtered] now"],
  ["378282246310005", "[Filtered]"],
  ["4111111111111112", "4111111111111112"],
  ["1793880000000000", "1793880000000000"],
  ["x4111111111111111", "x4111111111111111"],
  ["41111111111111110000000000", "41111111111111110000000000"],
  ["postgres://app:hunter2@db/x", "postgres://app:[Filtered]@db/x"],
  ["/a?password=hunter2&b=1", "/a?password=[Filtered]&b=1"],
  ["Authorization: Bearer abc.def-123", "Authorization: Bearer [Filtered]"],
  ["a = b", "a = b"],
])("reads %s as %s", (text, scrubbed) => {
  expect(scrubText(text)).toBe(scrubbed);
});

it("takes linear time on hostile text", () => {
  for (const piece of ["4", "4 ", "4-", "://a", "://a:", "a=", "&a", "bearer ", "bearer a", " ", "?a=b@"]) {
    expectLinear((size) => scrubText(piece.repeat(size / piece.length)), 64 * 1024);
  }
});
