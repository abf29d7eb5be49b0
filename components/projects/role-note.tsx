import { Lock } from "lucide-react";

const WHO = {
  manage: "Only owners and admins",
  work: "Only owners, admins and members",
};

type RoleNoteProps = {
  /** What the role would have to allow. */
  needs: keyof typeof WHO;
  /** What they do: "change these settings". */
  act: string;
};

/** Why controls cannot be used, or are not there: stands where they are. */
export function RoleNote({ needs, act }: RoleNoteProps) {
  return (
    <p className="help role-n">
      <Lock className="i" />
      <span>
        {WHO[needs]} {act}.
      </span>
    </p>
  );
}
