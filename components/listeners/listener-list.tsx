"use client";

import { useQuery } from "@tanstack/react-query";
import { Radio } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { RoleNote } from "@/components/projects/role-note";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import { Skeleton } from "@/components/ui/skeleton";
import type { ListenerList as Listing } from "@/lib/logs/listeners/schemas";
import { CertificateSection } from "./certificate-section";
import { ListenerSection } from "./listener-section";
import { listenersQuery } from "./queries";

const ListenerForm = dynamic(() => import("./listener-form").then((module) => module.ListenerForm), {
  loading: () => <Skeleton width="60%" height="120px" />,
});

type ListenerListProps = {
  initial: Listing;
  /** The name that senders reach this server by, as far as it knows. */
  host: string;
  canManage: boolean;
};

/** The ports for senders that speak no HTTP: how each stands, and what can be done with it. */
export function ListenerList({ initial, host, canManage }: ListenerListProps) {
  const { data, error, refetch } = useQuery({ ...listenersQuery, initialData: initial });
  const [isAdding, setAdding] = useState(false);
  const { listeners, tls } = data;
  if (error && listeners.length === 0) {
    return <LoadError what="The listeners" error={error} onRetry={() => void refetch()} />;
  }
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      New listener
    </Button>
  );
  if (listeners.length === 0 && !isAdding) {
    return (
      <EmptyState
        icon={<Radio className="i" />}
        title="There is no listener"
        actions={canManage ? add : undefined}
      >
        <p>
          Senders that speak HTTP need none. Syslog, GELF, JSON lines and Beats need a port of their own,
          which is opened when an admin switches it on.
        </p>
        {canManage ? null : <RoleNote needs="manage" act="open listeners" />}
      </EmptyState>
    );
  }
  return (
    <>
      {error ? <RefreshError what="The listeners" /> : null}
      <div className="row team-new">
        <p className="sec grow">
          Ports for senders that speak no HTTP. What is changed here holds within a few seconds.
        </p>
        {canManage && !isAdding ? add : null}
      </div>
      {canManage ? null : <RoleNote needs="manage" act="change listeners" />}
      {isAdding ? <ListenerForm taken={listeners} onDone={() => setAdding(false)} /> : null}
      {listeners.map((listener) => (
        <ListenerSection key={listener.id} listener={listener} host={host} canManage={canManage} />
      ))}
      {tls ? <CertificateSection {...tls} /> : null}
    </>
  );
}
