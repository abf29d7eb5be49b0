import type { Metadata } from "next";
import { requireSession } from "@/app/session";
import { InvitationList } from "@/components/members/invitation-list";
import { MemberList } from "@/components/members/member-list";
import { SettingsPage } from "@/components/members/settings-page";
import { can } from "@/lib/auth/authorize";
import { listInvitations } from "@/lib/invitations/list-invitations";
import { listMembers } from "@/lib/members/list-members";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const ctx = await requireSession();
  const { role } = ctx.actor;
  const [members, invitations] = await Promise.all([
    listMembers(ctx),
    can(ctx, "invitation:read") ? listInvitations(ctx) : null,
  ]);
  return (
    <SettingsPage page="members">
      <MemberList initial={members} role={role} />
      {invitations ? <InvitationList initial={invitations} role={role} /> : null}
    </SettingsPage>
  );
}
