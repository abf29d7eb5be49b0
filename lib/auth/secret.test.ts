import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSecret } from "./secret";

describe("readSecret", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "jackdaw-secret-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("prefers the configured secret and leaves the folder alone", () => {
    expect(readSecret("configured", folder)).toBe("configured");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("makes one secret, keeps it, and lets nobody else read it", () => {
    const data = path.join(folder, "data");
    const secret = readSecret(undefined, data);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(readSecret(undefined, data)).toBe(secret);
    expect(readdirSync(data)).toEqual(["session-secret"]);
    expect(statSync(path.join(data, "session-secret")).mode & 0o777).toBe(0o600);
  });
});
