"use client";

import { BookOpen, Ellipsis, Inbox, Mail, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { paths } from "@/components/layout/place";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { Switch } from "@/components/ui/switch";
import type { ChannelRow } from "@/lib/notifications/schemas";
import { kinds } from "./kinds";
import { LastDelivery } from "./last-delivery";
import { TestResult } from "./test-result";
import { useChannelActs } from "./use-channel-acts";

type SectionProps = {
  channel: ChannelRow;
  isMailOff: boolean;
  canManage: boolean;
  onEdit: () => void;
  onHelp: () => void;
};

/** One channel: where it leads, whether it is asked, what came of the last message, and which alerts tell it. */
export function ChannelSection({ channel, isMailOff, canManage, onEdit, onHelp }: SectionProps) {
  const acts = useChannelActs(channel);
  const { id, kind, name, address, isVerified } = channel;
  const { Icon, name: kindName } = kinds[kind];
  const log = `${paths.deliveries}?${new URLSearchParams({ channel: id })}`;
  return (
    <section className="fs ch" aria-labelledby={`channel-${id}`}>
      <div className="row ch-hd">
        <Icon className="i" />
        <h2 id={`channel-${id}`} className="ch-w grow">
          {name}
        </h2>
        {isVerified ? null : <Chip tone="warning">Not confirmed</Chip>}
        {channel.isEnabled ? null : <Chip>Off</Chip>}
        {canManage ? (
          <Acts channel={channel} acts={acts} log={log} onEdit={onEdit} onHelp={onHelp} />
        ) : (
          <Link className="link" href={log}>
            Deliveries<span className="vh"> to {name}</span>
          </Link>
        )}
      </div>
      <p className="sec ch-w">
        {kindName} · <span className="med">{address}</span>
      </p>
      {isVerified ? null : (
        <div className="row ch-h">
          <p className="sec">
            Nothing is sent here until somebody opens the link in the mail that asks.
            {isMailOff ? " Mail is off, so none was sent." : ""}
          </p>
          {canManage && !isMailOff ? (
            <Button
              size="sm"
              icon={<Mail className="i" />}
              busy={acts.ask.isPending}
              onClick={() => acts.ask.mutate()}
            >
              Ask again
            </Button>
          ) : null}
        </div>
      )}
      {acts.testedId ? <TestResult deliveryId={acts.testedId} /> : <LastDelivery last={channel.last} />}
      <UsedBy channel={channel} />
    </section>
  );
}

function UsedBy({ channel: { rules, usedBy } }: { channel: ChannelRow }) {
  if (rules === 0) return <p className="mut">No alert tells it.</p>;
  const others = rules - usedBy.length;
  return (
    <p className="mut ch-w">
      Told by{" "}
      {usedBy.map((rule, index) => (
        <span key={rule.id}>
          {index === 0 ? "" : ", "}
          <Link className="link" href={paths.alert(rule.id)}>
            {rule.name}
          </Link>
        </span>
      ))}
      {others > 0 ? `${usedBy.length > 0 ? " and " : ""}${others} of projects that you do not see` : ""}
    </p>
  );
}

type ActsProps = Pick<SectionProps, "channel" | "onEdit" | "onHelp"> & {
  acts: ReturnType<typeof useChannelActs>;
  log: string;
};

function Acts({ channel, acts, log, onEdit, onHelp }: ActsProps) {
  const { kind, name, rules, usedBy } = channel;
  const [isAsking, setAsking] = useState(false);
  const names = usedBy.map((rule) => `“${rule.name}”`);
  const others = rules - usedBy.length;
  const losers = [...names, ...(others > 0 ? [`${others} that you do not see`] : [])].join(", ");
  return (
    <>
      <Button
        size="sm"
        busy={acts.test.isPending}
        aria-label={`Test ${name}`}
        onClick={() => acts.test.mutate()}
      >
        Test
      </Button>
      <Switch checked={acts.isEnabled} onCheckedChange={acts.turn}>
        On<span className="vh">: {name}</span>
      </Switch>
      <Menu
        align="end"
        trigger={<IconButton size="sm" label={`More for ${name}`} icon={<Ellipsis className="i" />} />}
      >
        <MenuItem icon={<Pencil className="i" />} onSelect={onEdit}>
          Change…
        </MenuItem>
        <MenuLink icon={<Inbox className="i" />} href={log}>
          Deliveries
        </MenuLink>
        {kind === "webhook" ? (
          <MenuItem icon={<BookOpen className="i" />} onSelect={onHelp}>
            How to check the signature
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <MenuItem
          icon={<Trash2 className="i" />}
          danger
          onSelect={() => (rules === 0 ? acts.removeAtOnce() : setAsking(true))}
        >
          Delete
        </MenuItem>
      </Menu>
      <AlertDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${name}?`}
        description={`${rules === 1 ? "One alert tells it and" : `${rules} alerts tell it and`} will tell it nothing more: ${losers}. What is on its way is dropped.`}
        confirmLabel="Delete channel"
        cancelLabel="Keep channel"
        icon={<Trash2 className="i" />}
        onConfirm={acts.remove}
      />
    </>
  );
}
