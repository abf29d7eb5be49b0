import { describe, expect, it } from "vitest";
import { readBaseUrl } from "./read-base-url";

const read = (headers: Record<string, string>) => readBaseUrl(new Headers(headers));

describe("readBaseUrl", () => {
  it.each([
    [{ host: "192.168.1.20:8000" }, "http://192.168.1.20:8000"],
    [{ host: "127.0.0.1:3000", "x-forwarded-host": "errors.example.com" }, "http://errors.example.com"],
    [{ host: "errors.example.com", "x-forwarded-proto": "https" }, "https://errors.example.com"],
    [{ host: "[::1]:8000" }, "http://[::1]:8000"],
  ])("takes the address of %o", (headers, expected) => {
    expect(read(headers)).toBe(expected);
  });

  it.each(["", "a'b", 'a"b.example', "a/b", "user@host", "a b", "$(id)"])(
    "does not repeat the host %j",
    (host) => {
      expect(read({ host })).toBe("http://localhost:8000");
    },
  );
});
