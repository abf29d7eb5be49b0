import { describe, expect, it } from "vitest";
import { readRoles } from "./read-roles";

describe("readRoles", () => {
  it("runs all roles when none is named", () => {
    expect([...readRoles(["--dev"])]).toEqual(["front", "web", "worker"]);
  });

  it("takes one or several, in both spellings", () => {
    expect([...readRoles(["--role", "web"])]).toEqual(["web"]);
    expect([...readRoles(["--role=front", "--role", "worker"])]).toEqual(["front", "worker"]);
  });

  it("names a role that does not exist", () => {
    expect(() => readRoles(["--role", "wrker"])).toThrow("“wrker”");
    expect(() => readRoles(["--role"])).toThrow("front, web, worker");
  });
});
