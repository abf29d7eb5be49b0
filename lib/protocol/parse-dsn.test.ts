import { describe, expect, it } from "vitest";
import { formatDsn, parseDsn } from "./parse-dsn";

describe("parseDsn", () => {
  it("reads key, host, prefix and project", () => {
    expect(parseDsn("https://abc:secret@errors.example.com:8443/deep/prefix/42")).toEqual({
      protocol: "https",
      publicKey: "abc",
      host: "errors.example.com:8443",
      path: "/deep/prefix",
      projectId: "42",
    });
    expect(parseDsn("http://abc@localhost/1")).toMatchObject({ path: "", projectId: "1" });
  });

  it.each(["", "x", "https://example.com/1", "https://abc@example.com/", "ftp://abc@example.com/1", 5, null])(
    "refuses %j",
    (text) => {
      expect(parseDsn(text)).toBeNull();
    },
  );

  it("is what formatDsn writes, with the path prefix", () => {
    const text = formatDsn({ baseUrl: "https://example.com/jackdaw/", publicKey: "abc", projectId: "7" });
    expect(text).toBe("https://abc@example.com/jackdaw/7");
    expect(parseDsn(text)).toMatchObject({ path: "/jackdaw", projectId: "7" });
    expect(formatDsn({ baseUrl: "http://localhost:3000", publicKey: "abc", projectId: "7" })).toBe(
      "http://abc@localhost:3000/7",
    );
  });
});
