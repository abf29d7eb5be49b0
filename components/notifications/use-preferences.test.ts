import { expect, it } from "vitest";
import type { Preferences } from "@/lib/notifications/schemas";
import { applyChoice } from "./use-preferences";

const shown: Preferences = {
  email: "ada@example.org",
  isConfirmed: false,
  mailTrouble: null,
  wants: { assigned: true, mentioned: true, subscribed: true, workflow: true, alerts: true, summary: true },
  projects: [{ slug: "web", name: "Web", wants: { alerts: false, summary: false } }],
};

it("shows a choice before the server has it", () => {
  expect(applyChoice(shown, { summary: false }).wants).toEqual({ ...shown.wants, summary: false });
  const { projects, wants } = applyChoice(shown, { project: "web", alerts: true, mentioned: false });
  expect(projects[0]?.wants).toEqual({ alerts: true, summary: false, mentioned: false });
  expect(wants).toEqual(shown.wants);
});

it("forgets a project that is as all others again", () => {
  const half = applyChoice(shown, { project: "web", alerts: null });
  expect(half.projects).toEqual([{ slug: "web", name: "Web", wants: { summary: false } }]);
  expect(applyChoice(half, { project: "web", summary: null }).projects).toEqual([]);
});
