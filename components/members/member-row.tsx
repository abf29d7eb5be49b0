"use client";

import { useQueryClient } from "@tanstack/react-query";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Select } from "@/components/ui/select";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import type { Role } from "@/lib/context";
import type { MemberRow as Member } from "@/lib/members/schemas";
import { membersQuery, removeMember } from "./queries";
import { roleLabel, rolesToGive } from "./role-choices";

type MemberRowProps = {
  member: Member;
  /** The role of who looks. */
  own: Role;
  onRole: (role: Role) => void;
};

/** One person with role and the way out, as far as who looks may change them. */
export function MemberRow({ member, own, onRole }: MemberRowProps) {
  const name = member.name || member.email;
  const mayManage = own === "owner" || (own === "admin" && member.role !== "owner");
  const mayChange = mayManage && !member.isLastOwner;
  return (
    <li className="mem">
      <Avatar name={name} />
      <div className="grow mem-w">
        <p className="row">
          <span className="med trunc">{name}</span>
          {member.isSelf ? <Chip>You</Chip> : null}
        </p>
        <p className="mut small trunc">
          {member.email}
          {member.teams.length > 0 ? ` · ${member.teams.map((team) => team.name).join(", ")}` : null}
          {member.lastSeenAt ? (
            <>
              {" · "}seen <TimeAgo at={member.lastSeenAt} sentence />
            </>
          ) : null}
        </p>
      </div>
      {mayChange ? (
        <Select
          className="mem-role"
          label={`Role of ${name}`}
          value={member.role}
          onValueChange={(role) => onRole(role as Role)}
          options={rolesToGive(own)}
        />
      ) : (
        <span className="sec" title={member.isLastOwner ? "The only owner stays one" : undefined}>
          {roleLabel(member.role)}
        </span>
      )}
      {(mayManage || member.isSelf) && !member.isLastOwner ? <Leave member={member} name={name} /> : null}
    </li>
  );
}

/** Removes somebody, or lets the person who looks leave; asks first. */
function Leave({ member, name }: { member: Member; name: string }) {
  const client = useQueryClient();
  const { isSelf } = member;
  return (
    <AlertDialog
      title={isSelf ? "Leave this organization?" : `Remove ${name}?`}
      description={
        isSelf
          ? "You are signed out everywhere at once and come back by invitation only. What you did stays, with your name."
          : `${name} is signed out everywhere at once and leaves all teams. What they did stays, with their name, and so do issues that are theirs.`
      }
      confirmLabel={isSelf ? "Leave" : "Remove"}
      cancelLabel={isSelf ? "Stay" : "Keep"}
      onConfirm={async () => {
        await removeMember(member.id);
        if (isSelf) return window.location.assign("/sign-in");
        toast({ message: `${name} was removed` });
        await client.invalidateQueries({ queryKey: membersQuery.queryKey });
      }}
      trigger={
        <Button size="sm" aria-label={isSelf ? undefined : `Remove ${name}`}>
          {isSelf ? "Leave" : "Remove"}
        </Button>
      }
    />
  );
}
