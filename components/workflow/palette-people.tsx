"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useGoTo } from "@/components/layout/go-to";
import { type Entry, matching, type PaletteAsk } from "@/components/layout/palette-entry";
import { paths } from "@/components/layout/place";
import { useShell } from "@/components/layout/shell-context";
import { Avatar } from "@/components/ui/avatar";
import { peopleQuery } from "./queries";
import { currentSubject } from "./subject";

/** People and teams behind `@`: gives them what is meant, else shows what is theirs. */
export function usePeopleEntries({ kind, words }: PaletteAsk): Entry[] {
  const goTo = useGoTo();
  const { canWork } = useShell();
  const [found] = useState(() => currentSubject()?.subject ?? null);
  const isAsked = kind === "people";
  const { data } = useQuery({ ...peopleQuery, enabled: isAsked });
  if (!isAsked || !data) return [];
  const subject = canWork ? found : null;
  const entry = (type: "user" | "team", id: string, name: string, key: string): Entry => ({
    id: `${type} ${id}`,
    label: name,
    hint: subject ? `assign ${subject.name}` : key,
    icon: <Avatar size="sm" name={name} team={type === "team"} />,
    run: () =>
      subject
        ? subject.act({ kind: "assign", to: { type, id } }, { assignee: { type, id, name } })
        : goTo(`${paths.issues}?query=${encodeURIComponent(`assigned:${key}`)}`),
  });
  const members = data.members.filter(({ role }) => subject === null || role !== "viewer");
  return matching(
    [
      ...members.map(({ id, name, email }) => entry("user", id, name || email, email)),
      ...data.teams.map(({ id, name, slug }) => entry("team", id, name, `#${slug}`)),
    ],
    words,
  );
}
