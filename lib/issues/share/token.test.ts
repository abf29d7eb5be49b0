import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { readToken, writeToken } from "./token";

const SECRET = "s".repeat(32);
const key = { projectId: 70_000, id: randomUUID() };

it("comes back as what it was written of", () => {
  const token = writeToken(key, SECRET);
  expect(token).toMatch(/^[A-Za-z0-9_-]{48}$/);
  expect(readToken(token, SECRET)).toEqual({ projectId: 70_000, id: key.id.replaceAll("-", "") });
});

it("is nothing with any character changed, with another secret, or when it is no token", () => {
  const token = writeToken(key, SECRET);
  for (let at = 0; at < token.length; at++) {
    const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    expect(readToken(changed, SECRET), `character ${at}`).toBeNull();
  }
  expect(readToken(token, "t".repeat(32))).toBeNull();
  for (const other of ["", token.slice(1), `${token}A`, key.id, "é".repeat(48), `${token.slice(0, 47)}=`]) {
    expect(readToken(other, SECRET)).toBeNull();
  }
});
