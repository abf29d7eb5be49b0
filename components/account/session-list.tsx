"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import type { SessionRow } from "@/lib/auth/schemas";
import { endOtherSessions, endSession, sessionsQuery } from "./queries";

/** Where the person is signed in, and the way to end it there. */
export function SessionList({ initial }: { initial: SessionRow[] }) {
  const client = useQueryClient();
  const { data: sessions } = useQuery({ ...sessionsQuery, initialData: initial });
  const refresh = () => client.invalidateQueries(sessionsQuery);
  const endOne = useMutation({ mutationFn: endSession, onError: sayWhy, onSettled: refresh });
  const endOthers = useMutation({ mutationFn: endOtherSessions, onError: sayWhy, onSettled: refresh });

  return (
    <section className="fs" aria-labelledby="sessions">
      <div className="row">
        <h2 id="sessions">
          Sessions <span className="n num">{sessions.length}</span>
        </h2>
        <span className="grow" />
        {sessions.length > 1 ? (
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            End all others
          </Button>
        ) : null}
      </div>
      <ul className="acc-s">
        {sessions.map((session) => (
          <li key={session.id}>
            <div className="grow">
              <p className="row">
                <span className="med trunc">{session.client ?? "Unknown client"}</span>
                {session.isCurrent ? <Chip tone="new">This session</Chip> : null}
              </p>
              <p className="mut small">
                {session.ipAddress ? <>{session.ipAddress}, </> : null}
                signed in <TimeAgo at={session.signedInAt} sentence />, last seen{" "}
                <TimeAgo at={session.lastSeenAt} sentence />
              </p>
            </div>
            {session.isCurrent ? null : (
              <Button
                size="sm"
                busy={endOne.isPending && endOne.variables === session.id}
                aria-label={`End session of ${session.client ?? "unknown client"}`}
                onClick={() => endOne.mutate(session.id)}
              >
                End session
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="help">A session ends by itself after 14 days without use, or 30 days after signing in.</p>
    </section>
  );
}

function sayWhy(error: Error): void {
  toast({ message: error.message, tone: "failed" });
}
