"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import type { People } from "@/lib/members/schemas";
import type { TeamRow } from "@/lib/teams/schemas";
import { createTeam, teamsQuery } from "./queries";
import { TeamNameButton } from "./team-name-button";
import { TeamSection } from "./team-section";

type TeamListProps = { initial: TeamRow[]; people: People["members"]; canManage: boolean };

/** The teams with their people and projects. */
export function TeamList({ initial, people, canManage }: TeamListProps) {
  const client = useQueryClient();
  const { data: teams, error, refetch } = useQuery({ ...teamsQuery, initialData: initial });
  if (error && teams.length === 0) {
    return <LoadError what="The teams" error={error} onRetry={() => void refetch()} />;
  }
  const create = (
    <TeamNameButton
      title="New team"
      label="New team"
      variant="primary"
      save={async (name) => {
        await createTeam(name);
        await client.invalidateQueries({ queryKey: teamsQuery.queryKey });
      }}
    />
  );
  if (teams.length === 0) {
    return (
      <EmptyState
        icon={<Users className="i" />}
        title="There is no team"
        actions={canManage ? create : undefined}
      >
        <p>
          Every project is everybody's until it is given to a team. Then its people see it, and owners and
          admins.
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      <div className="row team-new">
        <p className="sec grow">
          A project that is given to teams exists for their people, owners and admins.
        </p>
        {canManage ? create : null}
      </div>
      {teams.map((team) => (
        <TeamSection key={team.id} team={team} people={people} canManage={canManage} />
      ))}
    </>
  );
}
