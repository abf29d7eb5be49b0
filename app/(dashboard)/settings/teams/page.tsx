import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { SettingsPage } from "@/components/members/settings-page";
import { TeamList } from "@/components/teams/team-list";
import { can } from "@/lib/auth/authorize";
import { listPeople } from "@/lib/members/list-people";
import { listTeams } from "@/lib/teams/list-teams";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage() {
  const ctx = await requireSession();
  const [teams, { members }] = await Promise.all([listTeams(ctx), listPeople(ctx)]);
  return (
    <SettingsPage page="teams">
      <TeamList initial={teams} people={members} canManage={can(ctx, "team:write")} />
    </SettingsPage>
  );
}
