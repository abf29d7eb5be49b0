"use client";

import { useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { MailBanner } from "@/components/alerts/mail-banner";
import { RoleNote } from "@/components/projects/role-note";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { RefreshError } from "@/components/ui/refresh-error";
import type { ChannelRow } from "@/lib/notifications/schemas";
import { ChannelSection } from "./channel-section";
import { channelsQuery } from "./queries";

const ChannelDialog = dynamic(() => import("./channel-dialog").then((module) => module.ChannelDialog));
const WebhookHelp = dynamic(() => import("./webhook-help").then((module) => module.WebhookHelp));

type ChannelsViewProps = {
  initial: ChannelRow[];
  isMailOff: boolean;
  canManage: boolean;
};

/** Where the organization can be told: how each channel stands, and what can be done with it. */
export function ChannelsView({ initial, isMailOff, canManage }: ChannelsViewProps) {
  const { data: channels, error, refetch } = useQuery({ ...channelsQuery, initialData: initial });
  // `null`: a new one is being made.
  const [edited, setEdited] = useState<ChannelRow | null | undefined>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  if (error && channels.length === 0) {
    return <LoadError what="The channels" error={error} onRetry={() => void refetch()} />;
  }
  const add = (
    <Button variant="primary" onClick={() => setEdited(null)}>
      New channel
    </Button>
  );
  return (
    <>
      {isMailOff ? <MailBanner /> : null}
      {error ? <RefreshError what="The channels" /> : null}
      {channels.length === 0 ? (
        <EmptyState
          icon={<BellRing className="i" />}
          title="There is no channel"
          actions={canManage ? add : undefined}
        >
          <p>
            Alerts can mail the people of this server without one. A channel is for chats, pagers, webhooks
            and addresses that belong to nobody in particular.
          </p>
          {canManage ? null : <RoleNote needs="manage" act="make channels" />}
        </EmptyState>
      ) : (
        <>
          <div className="row team-new ch-top">
            <p className="sec grow">Where alerts can go, besides the mail of the people who are here.</p>
            {canManage ? add : null}
          </div>
          {canManage ? null : <RoleNote needs="manage" act="change channels" />}
          {channels.map((channel) => (
            <ChannelSection
              key={channel.id}
              channel={channel}
              isMailOff={isMailOff}
              canManage={canManage}
              onEdit={() => setEdited(channel)}
              onHelp={() => setHelpOpen(true)}
            />
          ))}
        </>
      )}
      {edited === undefined ? null : (
        <ChannelDialog
          channel={edited}
          startKind={isMailOff ? "webhook" : "email"}
          isMailOff={isMailOff}
          onClose={() => setEdited(undefined)}
        />
      )}
      {isHelpOpen ? <WebhookHelp onClose={() => setHelpOpen(false)} /> : null}
    </>
  );
}
