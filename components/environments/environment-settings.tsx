"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Switch } from "@/components/ui/switch";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import type { EnvironmentRow } from "@/lib/environments/schemas";
import { projectEnvironmentsQuery, sendEnvironment } from "./queries";

/** Which environments the pickers offer. `canManage`: whether the reader may change that. */
export function EnvironmentSettings({ slug, canManage }: { slug: string; canManage: boolean }) {
  const { data, error } = useQuery(projectEnvironmentsQuery(slug));
  return (
    <section className="fs" aria-labelledby="environments-h">
      <h2 id="environments-h">Environments</h2>
      <p className="sec">
        They appear with the first event that names one. A hidden environment is left out of the pickers and
        of nothing else: its events are stored, counted and found as before, by name too.
      </p>
      {data?.length === 0 ? <p className="mut">No event has named an environment yet.</p> : null}
      {error && !data ? <p className="mut">{error.message}</p> : null}
      {data && data.length > 0 ? (
        <ul className="env-l">
          {data.map((row) => (
            <Row key={row.name} slug={slug} row={row} canManage={canManage} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Row({ slug, row, canManage }: { slug: string; row: EnvironmentRow; canManage: boolean }) {
  const client = useQueryClient();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (isHidden: boolean) => sendEnvironment({ project: slug, name: row.name, isHidden }),
    onError: (failure) => toast({ message: failure.message, tone: "failed" }),
    onSettled: () =>
      Promise.all(
        [projectEnvironmentsQuery(slug).queryKey, ["issues", "environments"]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const isHidden = isPending ? variables : row.isHidden;
  return (
    <li>
      <Switch checked={!isHidden} disabled={!canManage} onCheckedChange={(isShown) => mutate(!isShown)}>
        <bdi>{row.name}</bdi>
      </Switch>
      {row.lastSeen ? <TimeAgo at={row.lastSeen} sentence className="mut" /> : null}
    </li>
  );
}
