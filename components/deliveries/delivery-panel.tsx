"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw, X } from "lucide-react";
import Link from "next/link";
import { useNow } from "@/components/alerts/use-now";
import { kinds } from "@/components/channels/kinds";
import { paths } from "@/components/layout/place";
import { RoleNote } from "@/components/projects/role-note";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { IconButton } from "@/components/ui/icon-button";
import { LoadError } from "@/components/ui/load-error";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import type { DeliveryDetail } from "@/lib/notifications/schemas";
import { deliveryQuery, resendDelivery } from "./queries";
import { StateChip } from "./state-chip";
import { TryList } from "./try-list";
import { isPending, nextTryText, triesText } from "./words";

type PanelProps = {
  id: string;
  canManage: boolean;
  /** Shows the delivery that was made of it. */
  onResent: (id: string) => void;
  onClose: () => void;
};

/** One delivery: to whom, each try, what it says, and a way to tell it again. */
export function DeliveryPanel({ id, canManage, onResent, onClose }: PanelProps) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(deliveryQuery(id));
  const resend = useMutation({
    mutationFn: () => resendDelivery(id),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ["deliveries", "list"] });
      toast({ message: "It is told once more, as a delivery of its own" });
      onResent(made.id);
    },
    onError: (failure) => toast({ message: failure.message, tone: "failed" }),
  });
  if (!data) {
    return error ? (
      <LoadError what="The delivery" error={error} onRetry={() => void refetch()} />
    ) : (
      <div className="dv-p" role="status" aria-busy="true" aria-label="Loading the delivery">
        <Skeleton width="60%" height="80px" />
      </div>
    );
  }
  return (
    <section className="dv-p" aria-label="Delivery">
      <div className="row dv-h">
        <StateChip status={data.status} attempts={data.attempts} />
        <Standing delivery={data} />
        <span className="grow" />
        {canManage && !isPending(data) ? (
          <Button
            size="sm"
            icon={<RotateCcw className="i" />}
            busy={resend.isPending}
            onClick={() => resend.mutate()}
          >
            Send again
          </Button>
        ) : null}
        <IconButton size="sm" label="Close" icon={<X className="i" />} onClick={onClose} />
      </div>
      <Facts delivery={data} />
      {canManage ? null : <RoleNote needs="manage" act="send it again" />}
      <TryList tries={data.tries} attempts={data.attempts} />
      <Told delivery={data} />
    </section>
  );
}

function Standing({ delivery }: { delivery: DeliveryDetail }) {
  const now = useNow(1_000);
  const { attempts } = delivery;
  return (
    <span className="sec" role="status">
      {attempts === 0 ? "Not tried yet" : triesText(attempts)}
      {isPending(delivery) ? (
        <span aria-hidden>
          , {delivery.status === "sending" ? "" : "the next "}
          {nextTryText(delivery, now)}
        </span>
      ) : null}
    </span>
  );
}

function Facts({ delivery: { recipient, rule, project, createdAt } }: { delivery: DeliveryDetail }) {
  const { type, kind, name, address } = recipient;
  return (
    <p className="sec dv-w">
      To {kind === null ? "" : `${kinds[kind].name} `}
      {type === "channel" && kind !== null ? (
        <Link className="link" href={paths.channels}>
          {name}
        </Link>
      ) : (
        name
      )}
      {address ? ` (${address})` : ""}
      {rule ? (
        <>
          , by{" "}
          <Link className="link" href={paths.alert(rule.id)}>
            {rule.name}
          </Link>
        </>
      ) : null}
      , of {project}, written <TimeAgo at={createdAt} sentence />.
    </p>
  );
}

const SHOWN = 20;

function Told({ delivery: { notifications, text, count } }: { delivery: DeliveryDetail }) {
  if (notifications.length === 0) {
    return <p className="mut">What it told of was deleted, and so are its words.</p>;
  }
  return (
    <>
      <div>
        <h2>What it tells</h2>
        <ul className="dv-l">
          {notifications.slice(0, SHOWN).map(({ id, subject, path, at }) => (
            <li key={id} className="dv-w">
              {path ? (
                <Link className="link" href={path}>
                  {subject}
                </Link>
              ) : (
                subject
              )}{" "}
              <TimeAgo at={at} sentence className="mut" />
            </li>
          ))}
        </ul>
        {count > SHOWN ? <p className="mut">And {count - SHOWN} more.</p> : null}
      </div>
      <CodeBlock title="As text" code={text} />
    </>
  );
}
