"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormAction } from "@/components/auth/use-form-action";
import { teamsQuery } from "@/components/teams/queries";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormActions } from "@/components/ui/form-actions";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import type { Role } from "@/lib/context";
import type { InvitationLink } from "@/lib/invitations/schemas";
import { invitePerson } from "./queries";
import { roleHint, rolesToGive } from "./role-choices";

type InviteButtonProps = {
  /** The role of who invites. */
  role: Role;
  onMade: (invited: { email: string; link: InvitationLink }) => void;
};

/** Opens the form that makes an invitation. */
export function InviteButton({ role, onMade }: InviteButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title="Invite somebody"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Invite</Button>}
    >
      <InviteForm
        role={role}
        onMade={(invited) => {
          setOpen(false);
          onMade(invited);
        }}
      />
    </Dialog>
  );
}

function InviteForm({ role: own, onMade }: InviteButtonProps) {
  const [role, setRole] = useState<Role>("member");
  const [teamIds, setTeamIds] = useState<readonly string[]>([]);
  const { data: teams = [] } = useQuery(teamsQuery);
  const [state, submit, isBusy] = useFormAction(async ({ email = "" }) => {
    onMade({ email, link: await invitePerson({ email, role, teamIds: [...teamIds] }) });
  });
  return (
    <form className="mem-f" action={submit}>
      {state.error ? <Banner tone="error" title={state.error} /> : null}
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="off"
        defaultValue={state.typed.email}
        error={state.fields.email}
        required
      />
      <div className="field">
        <span className="lab">Role</span>
        <Segmented label="Role" value={role} onValueChange={setRole} options={rolesToGive(own)} />
        <p className="help">{roleHint(role)}</p>
      </div>
      {teams.length > 0 ? (
        <fieldset className="mem-t">
          <legend className="lab">Teams</legend>
          {teams.map((team) => (
            <label key={team.id} className="row">
              <Checkbox
                checked={teamIds.includes(team.id)}
                onChange={(event) =>
                  setTeamIds(
                    event.target.checked ? [...teamIds, team.id] : teamIds.filter((id) => id !== team.id),
                  )
                }
              />
              <span className="trunc">{team.name}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <FormActions busy={isBusy}>Make link</FormActions>
    </form>
  );
}
