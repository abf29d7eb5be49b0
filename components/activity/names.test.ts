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
    '"Priya Raman"',
    "payments",
    "root@example.com",
    '"Ada April"',
  ]);
  expect(listNames(people, "zz")).toEqual([]);
});

const member = (id: string, name: string) => ({ id, name, email: `${id}@example.com`, role: "member" });

it("writes the address where a name would mean several, or cannot be written", () => {
  const alike = {
    members: [
      member("a", "Mara Linde"),
      member("b", "mara linde"),
      member("c", 'Al "Ace"'),
      member("d", "Payments"),
    ],
    teams: people.teams,
  };
  expect(listNames(alike, "example").map(({ mention }) => mention)).toEqual([
    "a@example.com",
    "b@example.com",
    "c@example.com",
    "d@example.com",
  ]);
  expect(listNames({ ...alike, teams: [] }, "d@").map(({ mention }) => mention)).toEqual(["Payments"]);
});

it("says who is meant, or nobody", () => {
  expect(nameOfMention(people, "PRIYA@example.com")).toBe("Priya Raman");
  expect(nameOfMention(people, "root@example.com")).toBe("root@example.com");
  expect(nameOfMention(people, "payments")).toBe("Payments");
  expect(nameOfMention(people, "priya raman")).toBe("Priya Raman");
  expect(nameOfMention(people, "priya")).toBeNull();
  expect(nameOfMention(undefined, "payments")).toBeNull();
});
