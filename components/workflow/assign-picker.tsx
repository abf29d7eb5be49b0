"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import { useShell } from "@/components/layout/shell-context";
import { suggestedOwnersQuery } from "@/components/ownership/queries";
import { reasonFor } from "@/components/ownership/reason-for";
import { Avatar } from "@/components/ui/avatar";
import type { Assignee, AssigneeInput } from "@/lib/issues/workflow/schemas";
import type { OwnerSuggestion } from "@/lib/ownership/schemas";
import { type Choice, type ChoiceGroup, fitting, Picker } from "./picker";
import { type People, peopleQuery } from "./queries";
import type { PanelProps } from "./panel-props";

/** Whose it is: who is suggested for one issue and why, me, people and teams, nobody. */
export function AssignPicker({ subject, anchor, onClose }: PanelProps) {
  const { user } = useShell();
  const { data, error } = useQuery(peopleQuery);
  const { shortId } = subject;
  const owners = useQuery({ ...suggestedOwnersQuery(shortId ?? ""), enabled: shortId !== null }).data;
  const give = (to: Assignee | null) => {
    const input: AssigneeInput | null = to && { type: to.type, id: to.id };
    subject.act({ kind: "assign", to: input }, to === null ? {} : { assignee: to });
  };
  const { suggested, me, people, teams } = data
    ? choicesOf(data, owners?.suggestions ?? [], user.id, subject.assignee, give)
    : NOBODY;
  const isSomebodys = subject.assignee !== null;

  const groups = (typed: string): ChoiceGroup[] => [
    { heading: "Suggested", choices: fitting(suggested, typed) },
    { choices: fitting(me, typed) },
    { heading: "People", choices: fitting(people, typed) },
    { heading: "Teams", choices: fitting(teams, typed) },
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

type Choices = Record<"suggested" | "me" | "people" | "teams", Choice[]>;

const NOBODY: Choices = { suggested: [], me: [], people: [], teams: [] };

/** Everybody once: who is suggested stands there alone. */
function choicesOf(
  { members, teams }: People,
  suggestions: readonly OwnerSuggestion[],
  me: string,
  current: Assignee | null | undefined,
  give: (to: Assignee) => void,
): Choices {
  const choice = (assignee: Assignee, hint: string): Choice => ({
    id: `${assignee.type} ${assignee.id}`,
    label: assignee.name ?? assignee.id,
    hint,
    icon: <Face assignee={assignee} />,
    isCurrent: current?.type === assignee.type && current.id === assignee.id,
    ...(assignee.id === me ? { keys: "i" } : {}),
    run: () => give(assignee),
  });
  // Somebody who only looks cannot work on it.
  const able = members.filter(({ role }) => role !== "viewer");
  const people = able.map(({ id, name, email }) =>
    choice({ type: "user", id, name: name || email }, id === me ? "me" : name ? email : ""),
  );
  const groups = [...teams]
    .sort((one, other) => Number(other.isMine) - Number(one.isMine))
    .map(({ id, slug, name, memberCount }) =>
      choice(
        { type: "team", id, name },
        `#${slug}, ${memberCount === 1 ? "1 person" : `${memberCount} people`}`,
      ),
    );
  const possible = new Set([...people, ...groups].map(({ id }) => id));
  const suggested = suggestions
    .flatMap((one) => (one.assignee ? [choice(one.assignee, reasonFor(one).text)] : []))
    .filter(({ id }) => possible.has(id));
  const others = (choices: Choice[]) =>
    choices.filter(({ id }) => suggested.every((taken) => taken.id !== id));
  return {
    suggested,
    me: others(people).filter(({ id }) => id === `user ${me}`),
    people: others(people).filter(({ id }) => id !== `user ${me}`),
    teams: others(groups),
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
