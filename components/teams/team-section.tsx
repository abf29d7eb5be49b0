"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { paths } from "@/components/layout/place";
import { membersQuery } from "@/components/members/queries";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { People } from "@/lib/members/schemas";
import type { TeamRow } from "@/lib/teams/schemas";
import { addToTeam, deleteTeam, removeFromTeam, renameTeam, teamsQuery } from "./queries";
import { TeamNameButton } from "./team-name-button";

type TeamSectionProps = { team: TeamRow; people: People["members"]; canManage: boolean };

/** One team: its people, its projects, and what can be done with it. */
export function TeamSection({ team, people, canManage }: TeamSectionProps) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: teamsQuery.queryKey }),
      client.invalidateQueries({ queryKey: membersQuery.queryKey }),
    ]);
  const change = useMutation({
    mutationFn: ({ userId, isIn }: { userId: string; isIn: boolean }) =>
      isIn ? addToTeam(team.id, userId) : removeFromTeam(team.id, userId),
    onError: (error) => toast({ message: error.message, tone: "failed" }),
    onSettled: refresh,
  });
  function takeOut(userId: string, name: string) {
    change.mutate(
      { userId, isIn: false },
      {
        onSuccess: () =>
          toast({
            message: `${name} left ${team.name}`,
            undo: () => change.mutate({ userId, isIn: true }),
          }),
      },
    );
  }
  const others = people.filter(({ id }) => !team.members.some((member) => member.id === id));
  return (
    <section className="fs" aria-labelledby={`team-${team.id}`}>
      <div className="row">
        <h2 id={`team-${team.id}`} className="trunc">
          {team.name}
        </h2>
        <span className="mut small">#{team.slug}</span>
        {team.isMine ? <Chip>Yours</Chip> : null}
        <span className="grow" />
        {canManage ? (
          <>
            <TeamNameButton
              title={`Rename ${team.name}`}
              label="Rename"
              name={team.name}
              size="sm"
              save={async (name) => {
                await renameTeam(team.id, name);
                await refresh();
              }}
            />
            <DeleteTeam team={team} onDone={refresh} />
          </>
        ) : null}
      </div>
      {team.members.length === 0 ? <p className="sec">Nobody is in this team.</p> : null}
      <ul className="acc-s">
        {team.members.map(({ id, name, email }) => (
          <li key={id} className="mem">
            <Avatar name={name || email} size="sm" />
            <span className="grow mem-w trunc">
              {name || email} <span className="mut small">{email}</span>
            </span>
            {canManage ? (
              <IconButton
                label={`Take ${name || email} out of ${team.name}`}
                size="sm"
                icon={<X className="i" />}
                onClick={() => takeOut(id, name || email)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {canManage && others.length > 0 ? (
        <div>
          <Select
            label={`Add somebody to ${team.name}`}
            value="none"
            onValueChange={(userId) => change.mutate({ userId, isIn: true })}
            options={[
              { value: "none", label: "Add somebody" },
              ...others.map(({ id, name, email }) => ({ value: id, label: name || email, hint: email })),
            ]}
          />
        </div>
      ) : null}
      <p className="sec">
        {team.projects.length === 0 ? "No project is given to this team." : "Projects: "}
        {team.projects.map(({ slug, name }, index) => (
          <span key={slug}>
            {index > 0 ? ", " : null}
            <Link className="link" href={canManage ? paths.projectSettings(slug) : paths.project(slug)}>
              {name}
            </Link>
          </span>
        ))}
      </p>
    </section>
  );
}

function DeleteTeam({ team, onDone }: { team: TeamRow; onDone: () => Promise<unknown> }) {
  const alone = team.projects.filter(({ isAlone }) => isAlone).map(({ name }) => name);
  return (
    <AlertDialog
      title={`Delete ${team.name}?`}
      description={
        alone.length > 0
          ? `No other team has ${alone.join(", ")}: everybody will see ${alone.length === 1 ? "it" : "them"}.`
          : "Its people keep what other teams give them, and what is everybody's."
      }
      confirmLabel="Delete team"
      cancelLabel="Keep team"
      onConfirm={async () => {
        await deleteTeam(team.id);
        await onDone();
        toast({ message: `${team.name} was deleted` });
      }}
      trigger={
        <Button size="sm" aria-label={`Delete ${team.name}`}>
          Delete
        </Button>
      }
    />
  );
}
