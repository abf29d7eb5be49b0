"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, UserRoundX } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { afterClosing } from "@/components/ui/after-closing";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { peopleQuery } from "@/components/workflow/queries";
import type { SectionProps } from "./section-props";

const RecipientPicker = dynamic(() => import("./recipient-picker").then((module) => module.RecipientPicker), {
  ssr: false,
});

/** Whose rule it is: somebody, a team, or nobody. */
export function OwnerChoice({ draft, onChange, isReadOnly }: SectionProps & { isReadOnly: boolean }) {
  /** The button that asks; null while nobody is asked. */
  const [asked, setAsked] = useState<Element | null>(null);
  const { owner } = draft;
  const people = useQuery({ ...peopleQuery, enabled: owner !== null }).data;
  const known =
    owner === null
      ? null
      : [...(people?.members ?? []), ...(people?.teams ?? [])].find(({ id }) => id === owner.id);
  const name = owner === null ? "Nobody" : (known?.name ?? (people ? "Somebody who left" : "…"));
  const face =
    owner === null ? (
      <UserRoundX className="i" />
    ) : (
      <span aria-hidden="true">
        <Avatar size="sm" name={name} team={owner.type === "team"} />
      </span>
    );
  if (isReadOnly)
    return (
      <span className="row">
        {face}
        {name}
      </span>
    );
  return (
    <>
      <Button
        size="sm"
        icon={face}
        aria-haspopup="dialog"
        aria-label={`Owner: ${name}`}
        onClick={({ currentTarget }) => setAsked(currentTarget)}
      >
        {name}
        <ChevronDown className="i chev" />
      </Button>
      {asked ? (
        <RecipientPicker
          label="Owner of the alert"
          kinds={["user", "team"]}
          anchor={asked}
          nobody={owner === null ? undefined : () => onChange({ ...draft, owner: null })}
          onPick={(to) => {
            if (to.type === "user" || to.type === "team")
              onChange({ ...draft, owner: { type: to.type, id: to.id } });
          }}
          onClose={(then) => {
            setAsked(null);
            if (then) afterClosing(then);
          }}
        />
      ) : null}
    </>
  );
}
