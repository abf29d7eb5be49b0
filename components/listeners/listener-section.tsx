"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import { formatExact } from "@/lib/format/format-count";
import type { ListenerRow, ListenerState } from "@/lib/logs/listeners/schemas";
import { kinds, listenerName } from "./kinds";
import { changeListener, deleteListener, listenersQuery } from "./queries";

const ListenerForm = dynamic(() => import("./listener-form").then((module) => module.ListenerForm), {
  loading: () => <Skeleton width="60%" height="120px" />,
});

const STATES: Record<ListenerState, { word: string; tone?: "resolved" | "info" | "error" }> = {
  off: { word: "Off" },
  opening: { word: "Opening…", tone: "info" },
  listening: { word: "Listening", tone: "resolved" },
  trouble: { word: "Trouble", tone: "error" },
};

type ListenerSectionProps = { listener: ListenerRow; host: string; canManage: boolean };

/** One listener: how it stands, where its lines go, what came, and what can be done with it. */
export function ListenerSection({ listener, host, canManage }: ListenerSectionProps) {
  const [isChanging, setChanging] = useState(false);
  const { id, kind, port, state, trouble } = listener;
  const { word, tone } = STATES[state];
  const address = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return (
    <section className="fs" aria-labelledby={`listener-${id}`}>
      <div className="row lsn-h">
        <h2 id={`listener-${id}`}>
          {kinds[kind].name} <span className="mut num">{port}</span>
        </h2>
        <span role="status">
          <Chip tone={tone}>{word}</Chip>
        </span>
        <span className="grow" />
        {canManage ? (
          <ListenerActs listener={listener} onChange={isChanging ? undefined : () => setChanging(true)} />
        ) : null}
      </div>
      {trouble ? (
        <p className="help err" role="alert">
          <CircleAlert className="i" />
          <span>{trouble}</span>
        </p>
      ) : null}
      {isChanging ? (
        <ListenerForm listener={listener} onDone={() => setChanging(false)} />
      ) : (
        <>
          <p className="sec lsn-w">{wayOf(listener)}</p>
          <p className="sec row lsn-h">
            <span>
              Senders write to <code>{address}</code>
            </span>
            <CopyButton text={address} variant="ghost" size="sm" />
          </p>
          <Counts listener={listener} />
        </>
      )}
    </section>
  );
}

/** Where lines go. */
function wayOf({ ruleCount, project }: ListenerRow): string {
  const rules = ruleCount === 0 ? "" : ruleCount === 1 ? "its rule" : `its ${formatExact(ruleCount)} rules`;
  const rest = project ? `go to ${project.name}` : "are refused";
  return rules
    ? `Lines without a token go by ${rules}; those that no rule is for ${rest}.`
    : `Lines without a token ${rest}.`;
}

function Counts({ listener: { lines, refused, lastLineAt } }: { listener: ListenerRow }) {
  if (lastLineAt === null) return <p className="mut">Nothing came in the last 24 hours.</p>;
  return (
    <p className="mut">
      {lines === 1 ? "1 line" : `${formatExact(lines)} lines`} in 24 hours, the last{" "}
      <TimeAgo at={lastLineAt} sentence />.
      {refused > 0 ? (
        <b className="lsn-bad">
          {" "}
          {formatExact(refused)} refused: no known token, no rule and no project for their senders.
        </b>
      ) : null}
    </p>
  );
}

/** `onChange` is absent while it is being changed. */
function ListenerActs({ listener, onChange }: { listener: ListenerRow; onChange?: () => void }) {
  const client = useQueryClient();
  const name = listenerName(listener);
  const refresh = () => client.invalidateQueries({ queryKey: listenersQuery.queryKey });
  const turn = useMutation({
    mutationFn: (isEnabled: boolean) => changeListener(listener.id, { isEnabled }),
    onError: (error) => toast({ message: error.message, tone: "failed" }),
    onSettled: refresh,
  });
  return (
    <>
      <Switch
        checked={turn.isPending ? turn.variables : listener.isEnabled}
        onCheckedChange={(isEnabled) => turn.mutate(isEnabled)}
      >
        On<span className="vh">: {name}</span>
      </Switch>
      {onChange ? (
        <Button size="sm" aria-label={`Change ${name}`} onClick={onChange}>
          Change
        </Button>
      ) : null}
      <AlertDialog
        title={`Delete the listener for ${name}?`}
        description="Its port is closed and its rules are gone. Lines that came by it stay."
        confirmLabel="Delete listener"
        cancelLabel="Keep listener"
        onConfirm={async () => {
          await deleteListener(listener.id);
          await refresh();
          toast({ message: `The listener for ${name} was deleted` });
        }}
        trigger={
          <Button size="sm" aria-label={`Delete ${name}`}>
            Delete
          </Button>
        }
      />
    </>
  );
}
