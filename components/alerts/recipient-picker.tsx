"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink, UserRoundCheck, UserRoundX } from "lucide-react";
import { channelsQuery } from "@/components/channels/queries";
import { paths } from "@/components/layout/place";
import { useShell } from "@/components/layout/shell-context";
import { Avatar } from "@/components/ui/avatar";
import { type Choice, type ChoiceGroup, fitting, Picker } from "@/components/workflow/picker";
import { peopleQuery } from "@/components/workflow/queries";
import type { Recipient } from "@/lib/alerts/schemas";
import { ChannelIcon } from "./channel-icon";

type To = Recipient["to"];

type RecipientPickerProps = {
  label: string;
  /** Who can be chosen. */
  kinds: readonly To["type"][];
  /** Who is there already. */
  taken?: readonly To[];
  anchor: Element | null;
  onPick: (to: To) => void;
  /** Takes the choice back, where that is one. */
  nobody?: (() => void) | undefined;
  onClose: (then?: () => void) => void;
};

const NONE: readonly To[] = [];

/** Channels, people, teams, or whoever owns an issue; those that are there already are left out. */
export function RecipientPicker({
  label,
  kinds,
  taken = NONE,
  anchor,
  onPick,
  nobody,
  onClose,
}: RecipientPickerProps) {
  const { user } = useShell();
  const people = useQuery(peopleQuery);
  const channels = useQuery({ ...channelsQuery, enabled: kinds.includes("channel") });
  const isManager = user.role === "owner" || user.role === "admin";
  const isFree = (to: To) =>
    kinds.includes(to.type) &&
    !taken.some((one) => one.type === to.type && (!("id" in one) || !("id" in to) || one.id === to.id));
  const choice = (to: To, shown: Pick<Choice, "label" | "hint" | "icon">): Choice[] =>
    isFree(to) ? [{ id: `${to.type} ${"id" in to ? to.id : ""}`, ...shown, run: () => onPick(to) }] : [];
  const everybody: ChoiceGroup[] = [
    {
      choices: [
        ...choice(
          { type: "owners" },
          { label: "Whoever owns the issue", icon: <UserRoundCheck className="i" /> },
        ),
        ...(nobody
          ? [{ id: "nobody", label: "Nobody", icon: <UserRoundX className="i" />, run: nobody }]
          : []),
      ],
    },
    {
      heading: "Channels",
      choices: (channels.data ?? []).flatMap(({ id, name, address, kind, isEnabled }) =>
        choice(
          { type: "channel", id },
          { label: name, hint: isEnabled ? address : "switched off", icon: <ChannelIcon kind={kind} /> },
        ),
      ),
    },
    {
      heading: "People",
      choices: (people.data?.members ?? []).flatMap(({ id, name, email }) =>
        choice(
          { type: "user", id },
          { label: name || email, hint: id === user.id ? "me" : email, icon: <Face name={name || email} /> },
        ),
      ),
    },
    {
      heading: "Teams",
      choices: (people.data?.teams ?? []).flatMap(({ id, name, memberCount }) =>
        choice(
          { type: "team", id },
          {
            label: name,
            hint: memberCount === 1 ? "1 person" : `${memberCount} people`,
            icon: <Face name={name} isTeam />,
          },
        ),
      ),
    },
  ];
  const elsewhere: Choice[] =
    kinds.includes("channel") && isManager
      ? [
          {
            id: "new channel",
            label: "New channel…",
            hint: "in a new tab",
            icon: <ExternalLink className="i" />,
            run: () => window.open(paths.channels, "_blank", "noopener"),
          },
        ]
      : [];
  return (
    <Picker
      label={label}
      placeholder="Name"
      nothing={people.data ? "Nobody by this name" : (people.error?.message ?? "Loading")}
      groups={(typed) => [
        ...everybody.map(({ heading, choices }) => ({ heading, choices: fitting(choices, typed) })),
        // Also when nothing fits: that is when one is made.
        { choices: elsewhere },
      ]}
      anchor={anchor}
      onClose={onClose}
    />
  );
}

function Face({ name, isTeam = false }: { name: string; isTeam?: boolean }) {
  // The name stands beside it.
  return (
    <span aria-hidden="true">
      <Avatar size="sm" name={name} team={isTeam} />
    </span>
  );
}
