import { describe, expect, it } from "vitest";
import { matchDoor } from "./match-door";

describe("matchDoor", () => {
  it.each([
    ["/api/store/", { name: "store" }],
    ["/api/store", { name: "store" }],
    ["/api/12/store/", { name: "store", projectId: "12" }],
    ["/api/12/envelope", { name: "envelope", projectId: "12" }],
    ["//api///12//envelope//", { name: "envelope", projectId: "12" }],
    ["/api/12/security/", { name: "security", projectId: "12" }],
    ["/api/12/csp-report/", { name: "security", projectId: "12" }],
    ["/api/nonsense/envelope/", { name: "envelope", projectId: "nonsense" }],
  ])("%s is a door", (path, door) => expect(matchDoor(path)).toEqual(door));

  it.each([
    "/",
    "/issues",
    "/api",
    "/api/12",
    "/api/12/constructor/",
    "/api/12/envelope/x",
    "/api/v1/store",
    "/api/auth/store",
    "/x/api/1/store/",
  ])("%s is not", (path) => expect(matchDoor(path)).toBeNull());
});
