"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { toast } from "@/components/ui/toast";
import type { People } from "@/lib/members/schemas";
import { giveProject } from "./queries";

type ProjectTeamsProps = {
  slug: string;
  teams: People["teams"];
  given: readonly string[];
  canManage: boolean;
};

/** Which teams a project is given to; takes effect at once, with a way back. */
export function ProjectTeams({ slug, teams, given: initial, canManage }: ProjectTeamsProps) {
  const router = useRouter();
  const [given, setGiven] = useState<readonly string[]>(initial);

  async function give(next: readonly string[], isUndo = false) {
    const before = given;
    setGiven(next);
    try {
      const answer = await giveProject(slug, next);
      const message =
        next.length === 0
          ? "Everybody sees this project now"
          : "Its teams, owners and admins see this project now";
      toast({ message, undo: isUndo ? undefined : () => give(answer.before, true) });
      router.refresh();
    } catch (error) {
      setGiven(before);
      toast({ message: error instanceof Error ? error.message : String(error), tone: "failed" });
    }
  }

  return (
    <section className="fs" aria-labelledby="teams">
      <h2 id="teams">Teams</h2>
      <p className="sec">
        {given.length === 0
          ? "Given to no team, this project is everybody's."
          : "This project exists for the people of these teams, for owners and for admins."}
      </p>
      {teams.length === 0 ? <p className="mut">There is no team yet.</p> : null}
      <div className="mem-t">
        {teams.map(({ id, name, memberCount }) => (
          <label key={id} className="row">
            <Checkbox
              checked={given.includes(id)}
              disabled={!canManage}
              onChange={(event) =>
                void give(event.target.checked ? [...given, id] : given.filter((other) => other !== id))
              }
            />
            <span className="trunc">{name}</span>
            <span className="mut small">
              {memberCount} {memberCount === 1 ? "person" : "people"}
            </span>
          </label>
        ))}
      </div>
    </section>
  );
}
