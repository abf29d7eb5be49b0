"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowUp, Undo2 } from "lucide-react";
import { RoleNote } from "@/components/projects/role-note";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatTime } from "@/lib/format/format-time";
import type { GroupingView } from "@/lib/projects/grouping/schemas";
import { groupingQuery, rollBackVersion, upgradeVersion } from "./queries";

type VersionCardProps = { slug: string; view: GroupingView; canChange: boolean };

/** Which version of Jackdaw's own grouping is in force, the way to the newest, and for a while the way back. */
export function VersionCard({ slug, view, canChange }: VersionCardProps) {
  const { version, newestVersion, transition } = view;
  const upgrade = useVersionChange(slug, upgradeVersion);
  const rollBack = useVersionChange(slug, rollBackVersion);
  const isNewest = version === newestVersion;
  return (
    <section className="fs ru-ver" aria-labelledby="version-h">
      <h2 id="version-h">Version</h2>
      <p>
        <code>{version}</code>
        <span className="mut">{isNewest ? ", the newest" : ""}</span>
      </p>
      {isNewest ? null : (
        <>
          <p className="sec">
            <code>{newestVersion}</code> groups better: it knows more platforms, wrappers and changing values.
            For 30 days events are looked up by their old hash as well, so known issues stay the same issues
            and no flood of new ones appears. You can go back during that time.
          </p>
          {canChange ? (
            <div className="row">
              <Button
                icon={<ArrowUp className="i" />}
                busy={upgrade.isPending}
                onClick={() =>
                  upgrade.mutate({
                    done: `Upgraded to ${newestVersion}`,
                    undo: () => rollBack.mutateAsync({ done: `Back to ${version}` }),
                  })
                }
              >
                Upgrade to {newestVersion}
              </Button>
            </div>
          ) : null}
        </>
      )}
      {transition ? (
        <>
          <p className="sec">
            Upgraded from <code>{transition.from}</code>. Until{" "}
            <time dateTime={transition.endsAt}>
              {formatTime(transition.endsAt, { now: Date.parse(transition.endsAt) })}
            </time>{" "}
            events are also looked up by their old hash, so that known issues are found.
          </p>
          {canChange ? (
            <div className="row">
              <Button
                icon={<Undo2 className="i" />}
                busy={rollBack.isPending}
                onClick={() => rollBack.mutate({ done: `Back to ${transition.from}` })}
              >
                Roll back to {transition.from}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
      {canChange || (isNewest && !transition) ? null : <RoleNote needs="manage" act="change the version" />}
    </section>
  );
}

type Said = { done: string; undo?: () => Promise<void> };

function useVersionChange(slug: string, change: (slug: string) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (_said: Said) => change(slug),
    onSuccess: (_result, { done, undo }) => toast({ message: done, undo }),
    onError: (error) => toast({ message: error.message, tone: "failed" }),
    onSettled: () => client.invalidateQueries({ queryKey: groupingQuery(slug).queryKey }),
  });
}
