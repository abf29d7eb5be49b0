import { describe, expect, it } from "vitest";
import { OverloadError } from "./overload-error";
import { RateLimitError } from "./rate-limit-error";
import { respondError } from "./respond";

describe("a refusal for a limit", () => {
  it.each([
    [new OverloadError("full"), "60:error;default;security:organization:overload"],
    [new OverloadError("full", "spool_full"), "60:error;default;security:organization:spool_full"],
    [
      new RateLimitError("full", { scope: "key", reason: "key_quota", retryAfterSeconds: 17 }),
      "17:error;default;security:key:key_quota",
    ],
  ])("is never a bare 429", (error, header) => {
    const answer = respondError(error);
    expect([answer.status, JSON.parse(String(answer.body))]).toEqual([429, { detail: "full", causes: [] }]);
    expect(answer.headers).toMatchObject({
      "retry-after": header.split(":")[0],
      "x-sentry-rate-limits": header,
      "x-sentry-error": "full",
      "access-control-allow-origin": "*",
    });
    const exposed = answer.headers["access-control-expose-headers"]?.split(", ");
    expect(exposed).toEqual(
      expect.arrayContaining(["retry-after", "x-sentry-rate-limits", "x-sentry-error"]),
    );
  });
});
