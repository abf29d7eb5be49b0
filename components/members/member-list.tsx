"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LoadError } from "@/components/ui/load-error";
import { toast } from "@/components/ui/toast";
import type { Role } from "@/lib/context";
import type { MemberRow as Member } from "@/lib/members/schemas";
import { MemberRow } from "./member-row";
import { changeRole, membersQuery } from "./queries";
import { roleLabel } from "./role-choices";

/** Everybody of the organization. A role changes at once, with a way back. */
export function MemberList({ initial, role: own }: { initial: Member[]; role: Role }) {
  const client = useQueryClient();
  const { data: members, error, refetch } = useQuery({ ...membersQuery, initialData: initial });

  async function giveRole(member: Member, role: Role, isUndo = false) {
    const show = (shown: Role) =>
      client.setQueryData(membersQuery.queryKey, (rows) =>
        rows?.map((row) => (row.id === member.id ? { ...row, role: shown } : row)),
      );
    show(role);
    try {
      const { before } = await changeRole(member.id, role);
      const undo = isUndo ? undefined : () => giveRole(member, before, true);
      toast({ message: `${member.name} is ${roleLabel(role)} ${isUndo ? "again" : "now"}`, undo });
    } catch (failure) {
      show(member.role);
      toast({ message: failure instanceof Error ? failure.message : String(failure), tone: "failed" });
    }
    await client.invalidateQueries({ queryKey: membersQuery.queryKey });
  }

  if (error && members.length === 0) {
    return <LoadError what="The members" error={error} onRetry={() => void refetch()} />;
  }
  return (
    <section className="fs" aria-labelledby="members">
      <h2 id="members">
        Members <span className="n num">{members.length}</span>
      </h2>
      <ul className="acc-s">
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            own={own}
            onRole={(role) => void giveRole(member, role)}
          />
        ))}
      </ul>
    </section>
  );
}
