"use client";

import { UserRound, UserRoundCheck, Users, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { kinds } from "@/components/channels/kinds";
import type { People } from "@/components/workflow/queries";
import type { TestResult } from "@/lib/alerts/preview/schemas";
import { type AlertCondition, type Recipient, severities } from "@/lib/alerts/schemas";
import type { ChannelRow, DeliveryRow } from "@/lib/notifications/schemas";
import { ChannelIcon } from "./channel-icon";
import { FaultLines } from "./fault-lines";
import { RecipientState } from "./recipient-state";
import type { DraftFault } from "./section-props";
import { minutesText } from "./words";

type RecipientRowProps = {
  recipient: Recipient;
  condition: AlertCondition;
  /** Undefined while they are on their way. */
  channels: readonly ChannelRow[] | undefined;
  people: People | undefined;
  isMailOff: boolean;
  /** The newest deliveries of the rule. */
  sent: readonly DeliveryRow[] | undefined;
  tested: readonly TestResult[] | undefined;
  isTesting: boolean;
  isReadOnly: boolean;
  faults: readonly DraftFault[];
  onChange: (next: Recipient) => void;
  onRemove: () => void;
  onTest: () => void;
};

const DELAYS = [0, 5, 10, 15, 30, 60, 120];

/** One recipient: who, when and from which severity on, what became of the last message. */
export function RecipientRow(props: RecipientRowProps) {
  const { recipient, condition, isReadOnly, onChange } = props;
  const { name, detail, icon } = shownOf(props);
  const delays = [...new Set([...DELAYS, recipient.afterMinutes])].sort((one, other) => one - other);
  return (
    <li className="chn">
      <span className="chn-i">{icon}</span>
      <span className="chn-n">
        <b className="trunc">{name}</b>
        <span className="mut trunc" title={detail}>
          {detail}
        </span>
      </span>
      <span className="chn-w">
        {condition.kind === "threshold" ? (
          <>
            <Select
              className="btn-ghost btn-sm"
              label={`When ${name} is told`}
              value={String(recipient.afterMinutes)}
              disabled={isReadOnly}
              onValueChange={(minutes) => onChange({ ...recipient, afterMinutes: Number(minutes) })}
              options={delays.map((minutes) => ({
                value: String(minutes),
                label: minutes === 0 ? "At once" : `After ${minutesText(minutes)}`,
              }))}
            />
            {condition.warning === null ? null : (
              <Select
                className="btn-ghost btn-sm"
                label={`Of what ${name} is told`}
                value={recipient.atLeast}
                disabled={isReadOnly}
                onValueChange={(chosen) => {
                  const atLeast = severities.find((one) => one === chosen);
                  if (atLeast) onChange({ ...recipient, atLeast });
                }}
                options={[
                  { value: "warning", label: "Warning, too" },
                  { value: "critical", label: "Only critical" },
                ]}
              />
            )}
          </>
        ) : (
          <span className="mut small">At once</span>
        )}
      </span>
      <RecipientState {...props} />
      <span className="chn-a">
        {isReadOnly ? null : (
          <>
            <Button size="sm" busy={props.isTesting} aria-label={`Test ${name}`} onClick={props.onTest}>
              Test
            </Button>
            <IconButton
              size="sm"
              label={`Remove ${name}`}
              icon={<X className="i" />}
              onClick={props.onRemove}
            />
          </>
        )}
      </span>
      <FaultLines faults={props.faults} />
    </li>
  );
}

/** Who a recipient is, for people. */
function shownOf({ recipient: { to }, channels, people }: RecipientRowProps) {
  if (to.type === "owners")
    return {
      name: "Whoever owns the issue",
      detail: "Its assignee, or whom the ownership rules name",
      icon: <UserRoundCheck className="i" />,
    };
  if (to.type === "channel") {
    const channel = channels?.find(({ id }) => id === to.id);
    return {
      name: channel?.name ?? (channels ? "A channel that is gone" : "…"),
      detail: channel ? `${kinds[channel.kind].name}, ${channel.address}` : "",
      icon: channel ? <ChannelIcon kind={channel.kind} /> : <X className="i" />,
    };
  }
  if (to.type === "team") {
    const team = people?.teams.find(({ id }) => id === to.id);
    const count = team?.memberCount ?? 0;
    return {
      name: team?.name ?? (people ? "A team that is gone" : "…"),
      detail: team ? `Team, ${count === 1 ? "1 person" : `${count} people`}, by mail` : "",
      icon: <Users className="i" />,
    };
  }
  const member = people?.members.find(({ id }) => id === to.id);
  return {
    name: member?.name ?? (people ? "Somebody who left" : "…"),
    detail: member?.email ?? "",
    icon: <UserRound className="i" />,
  };
}
