import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { LostSecretError, openSecret, sealSecret } from "./seal-secret";

const key = randomBytes(32);
const secret = { url: "https://hooks.example/T0/secret", signingKey: "ü" };

it("opens what was sealed for the same row, and shows nothing of it", () => {
  const sealed = sealSecret(secret, "row", key);
  expect(openSecret(sealed, "row", key)).toEqual(secret);
  expect(sealed.includes("hooks.example")).toBe(false);
  expect(sealSecret(secret, "row", key).equals(sealed)).toBe(false);
});

it("says that the secret of the server was changed", () => {
  const sealed = sealSecret(secret, "row", key);
  expect(() => openSecret(sealed, "row", randomBytes(32))).toThrow("The server's secret was changed");
});

it("opens nothing that belongs to another row, was changed or cut", () => {
  const sealed = sealSecret(secret, "row", key);
  expect(() => openSecret(sealed, "other row", key)).toThrow(LostSecretError);
  for (let length = 0; length < sealed.length; length++) {
    expect(() => openSecret(sealed.subarray(0, length), "row", key)).toThrow(LostSecretError);
  }
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => openSecret(changed, "row", key)).toThrow(LostSecretError);
  }
});
