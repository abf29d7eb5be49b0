import { expect, it } from "vitest";
import { listNames, nameOfMention } from "./names";

const people = {
  members: [
    { id: "1", name: "Priya Raman", email: "priya@example.com", role: "member" },
    { id: "2", name: "", email: "root@example.com", role: "owner" },
    { id: "3", name: "Ada April", email: "ada@example.com", role: "member" },
  ],
  teams: [{ id: "4", slug: "payments", name: "Payments", memberCount: 2, isMine: false }],
};

it("finds people and teams, those that begin with it first", () => {
  expect(listNames(people, "p").map(({ mention }) => mention)).toEqual([
    "priya@example.com",
    "payments",
    "root@example.com",
    "ada@example.com",
  ]);
  expect(listNames(people, "zz")).toEqual([]);
});

it("says who is meant, or nobody", () => {
  expect(nameOfMention(people, "PRIYA@example.com")).toBe("Priya Raman");
  expect(nameOfMention(people, "root@example.com")).toBe("root@example.com");
  expect(nameOfMention(people, "payments")).toBe("Payments");
  expect(nameOfMention(people, "priya")).toBeNull();
  expect(nameOfMention(undefined, "payments")).toBeNull();
});
