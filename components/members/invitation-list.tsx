"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { LoadError } from "@/components/ui/load-error";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import type { Role } from "@/lib/context";
import type { InvitationLink, InvitationRow } from "@/lib/invitations/schemas";
import { InviteButton } from "./invite-button";
import { LinkDialog } from "./link-dialog";
import { invitationsQuery, renewInvitation, revokeInvitation } from "./queries";
import { roleLabel } from "./role-choices";

/** Who was invited and has not come yet, and the way to invite somebody. */
export function InvitationList({ initial, role }: { initial: InvitationRow[]; role: Role }) {
  const client = useQueryClient();
  const { data: invitations, error, refetch } = useQuery({ ...invitationsQuery, initialData: initial });
  const [made, setMade] = useState<{ email: string; link: InvitationLink } | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  const renew = useMutation({
    mutationFn: ({ id }: InvitationRow) => renewInvitation(id),
    onSuccess: (link, { email }) => setMade({ email, link }),
    onError: (failure) => toast({ message: failure.message, tone: "failed" }),
    onSettled: refresh,
  });
  return (
    <section className="fs" aria-labelledby="invitations">
      <div className="row">
        <h2 id="invitations">
          Invitations <span className="n num">{invitations.length}</span>
        </h2>
        <span className="grow" />
        <InviteButton
          role={role}
          onMade={(invited) => {
            setMade(invited);
            void refresh();
          }}
        />
      </div>
      {error && invitations.length === 0 ? (
        <LoadError what="The invitations" error={error} onRetry={() => void refetch()} />
      ) : null}
      {invitations.length === 0 ? (
        <p className="sec">Nobody is invited. An invitation is a link that works once, for 72 hours.</p>
      ) : (
        <ul className="acc-s">
          {invitations.map((invitation) => (
            <li key={invitation.id} className="mem">
              <div className="grow mem-w">
                <p className="row">
                  <span className="med trunc">{invitation.email}</span>
                  {invitation.isExpired ? <Chip tone="warning">Expired</Chip> : null}
                </p>
                <p className="mut small trunc">
                  {[roleLabel(invitation.role), ...invitation.teams.map((team) => team.name)].join(", ")}
                  {" · "}invited by {invitation.invitedBy} <TimeAgo at={invitation.createdAt} sentence />
                </p>
              </div>
              {invitation.role === "owner" && role !== "owner" ? null : (
                <Button
                  size="sm"
                  aria-label={`New link for ${invitation.email}`}
                  busy={renew.isPending && renew.variables.id === invitation.id}
                  onClick={() => renew.mutate(invitation)}
                >
                  New link
                </Button>
              )}
              <AlertDialog
                title={`Revoke the invitation of ${invitation.email}?`}
                description="Its link stops working at once."
                confirmLabel="Revoke"
                cancelLabel="Keep"
                onConfirm={async () => {
                  await revokeInvitation(invitation.id);
                  await refresh();
                }}
                trigger={
                  <Button size="sm" aria-label={`Revoke the invitation of ${invitation.email}`}>
                    Revoke
                  </Button>
                }
              />
            </li>
          ))}
        </ul>
      )}
      <LinkDialog made={made} onClose={() => setMade(null)} />
    </section>
  );
}
