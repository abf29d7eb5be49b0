"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import { useShell } from "@/components/layout/shell-context";
import { Avatar } from "@/components/ui/avatar";
import type { Assignee, AssigneeInput } from "@/lib/issues/workflow/schemas";
import { type Choice, type ChoiceGroup, fitting, Picker } from "./picker";
import { type People, peopleQuery } from "./queries";
import type { PanelProps } from "./panel-props";

/** Somebody that rules or commits point to, and why. */
export type SuggestedAssignee = { assignee: Assignee; reason: string };

type AssignPickerProps = PanelProps & { suggested?: readonly SuggestedAssignee[] };

/** Whose it is: me, who is suggested, people and teams, nobody. */
export function AssignPicker({ subject, anchor, onClose, suggested = [] }: AssignPickerProps) {
  const { user } = useShell();
  const { data, error } = useQuery(peopleQuery);
  const give = (to: Assignee | null) => {
    const input: AssigneeInput | null = to && { type: to.type, id: to.id };
    subject.act({ kind: "assign", to: input }, to === null ? {} : { assignee: to });
  };
  const choices = data ? choicesOf(data, user.id, subject.assignee, give) : { me: [], people: [], teams: [] };
  const isSomebodys = subject.assignee !== null;

  const groups = (typed: string): ChoiceGroup[] => [
    { choices: fitting(choices.me, typed) },
    {
      heading: "Suggested",
      choices: fitting(
        suggested.map(({ assignee, reason }) => ({
          id: `suggested ${assignee.type} ${assignee.id}`,
          label: assignee.name ?? assignee.id,
          hint: reason,
          icon: <Face assignee={assignee} />,
          run: () => give(assignee),
        })),
        typed,
      ),
    },
    { heading: "People", choices: fitting(choices.people, typed) },
    { heading: "Teams", choices: fitting(choices.teams, typed) },
    {
      choices: isSomebodys
        ? fitting(
            [
              {
                id: "nobody",
                label: "Nobody",
                icon: <UserRoundX className="i" />,
                run: () => give(null),
              },
            ],
            typed,
          )
        : [],
    },
  ];
  return (
    <Picker
      label={`Assign ${subject.name}`}
      placeholder="Assign to"
      nothing={data ? "Nobody by this name" : (error?.message ?? "Loading people")}
      groups={groups}
      anchor={anchor}
      onClose={onClose}
    />
  );
}

function choicesOf(
  { members, teams }: People,
  me: string,
  current: Assignee | null | undefined,
  give: (to: Assignee) => void,
): Record<"me" | "people" | "teams", Choice[]> {
  const choice = (assignee: Assignee, hint: string): Choice => ({
    id: `${assignee.type} ${assignee.id}`,
    label: assignee.name ?? assignee.id,
    hint,
    icon: <Face assignee={assignee} />,
    isCurrent: current?.type === assignee.type && current.id === assignee.id,
    run: () => give(assignee),
  });
  // Somebody who only looks cannot work on it.
  const able = members.filter(({ role }) => role !== "viewer");
  const people = able.map(({ id, name, email }) =>
    choice({ type: "user", id, name: name || email }, name ? email : ""),
  );
  const mine = people.filter(({ id }) => id === `user ${me}`);
  return {
    me: mine.map((own) => ({ ...own, hint: "me", keys: "i" })),
    people: people.filter(({ id }) => id !== `user ${me}`),
    teams: [...teams]
      .sort((one, other) => Number(other.isMine) - Number(one.isMine))
      .map(({ id, slug, name, memberCount }) =>
        choice(
          { type: "team", id, name },
          `#${slug}, ${memberCount === 1 ? "1 person" : `${memberCount} people`}`,
        ),
      ),
  };
}

function Face({ assignee }: { assignee: Assignee }) {
  // The name stands beside it.
  return (
    <span aria-hidden="true">
      <Avatar size="sm" name={assignee.name ?? "Somebody who left"} team={assignee.type === "team"} />
    </span>
  );
}
