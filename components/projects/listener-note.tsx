"use client";

import { useQuery } from "@tanstack/react-query";
import { Info } from "lucide-react";
import Link from "next/link";
import { listenersQuery } from "@/components/listeners/queries";
import { describeListeners } from "./describe-listeners";
import type { LogSender } from "./log-senders/sender";
import { useMay } from "./use-may";

/** What a sender needs a listener for, whether one of that kind is on, and the way to it: for who may switch it on, or whom to ask. */
export function ListenerNote({ what, kinds }: NonNullable<LogSender["listener"]>) {
  const { data } = useQuery(listenersQuery);
  const { manage } = useMay();
  const found = data?.listeners.filter(({ kind }) => kinds.includes(kind));
  const isOn = found?.some(({ state }) => state === "listening") ?? false;
  return (
    <p className="row log-lst">
      <Info className="i" />
      <span>
        {what}
        {found ? <> {describeListeners(found)}</> : null}{" "}
        {manage ? (
          <Link className="link" href="/settings/listeners">
            {isOn ? "Listeners" : "Switch one on"}
          </Link>
        ) : isOn ? null : (
          "Ask an owner or admin of this server to switch one on, under Settings, Listeners."
        )}
      </span>
    </p>
  );
}
