"use client";

import { BellOff } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { afterClosing } from "@/components/ui/after-closing";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { TimeAgo } from "@/components/ui/time-ago";
import type { RuleDetail } from "@/lib/alerts/schemas";
import { formatDuration } from "@/lib/format/format-duration";
import { formatTime } from "@/lib/format/format-time";
import { isSilenced, type RuleState, statesOf } from "./rule-state";
import { RuleValue } from "./rule-value";
import { SilenceItems } from "./silence-items";
import { StateMark } from "./state-mark";
import type { useRuleActs } from "./use-rule-acts";
import { amountText } from "./words";

const SilenceDialog = dynamic(() => import("./silence-dialog").then((module) => module.SilenceDialog));

const GROUPS_SHOWN = 20;
const TONES: Partial<Record<RuleState, string>> = {
  critical: "t-error",
  warning: "t-warning",
  trouble: "t-warning",
};

type NowSectionProps = { rule: RuleDetail; now: number; acts: ReturnType<typeof useRuleActs> };

/** How a saved rule stands at this moment. */
export function NowSection({ rule, now, acts }: NowSectionProps) {
  const [isAsking, setAsking] = useState(false);
  const [state = "ok"] = statesOf(rule, now);
  const silenced = isSilenced(rule, now);
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <section aria-labelledby="now-h">
      <h2 id="now-h">Now</h2>
      <dl className="props">
        <div>
          <dt>State</dt>
          <dd className="row">
            <StateMark state={state} decorative />
            <span className={`med ${TONES[state] ?? ""}`} suppressHydrationWarning>
              {stateText(rule, state, now)}
            </span>
          </dd>
        </div>
        {rule.condition.kind === "threshold" ? (
          <div>
            <dt>Value</dt>
            <dd>
              <RuleValue rule={rule} />
            </dd>
          </div>
        ) : null}
        <div>
          <dt>Next check</dt>
          <dd className="num" suppressHydrationWarning>
            {nextText(rule, now)}
          </dd>
        </div>
        <div>
          <dt>Last fired</dt>
          <dd>{rule.lastFiredAt ? <TimeAgo at={rule.lastFiredAt} sentence /> : "Never"}</dd>
        </div>
        <div>
          <dt>Silenced</dt>
          <dd className="num" suppressHydrationWarning>
            {silenced && rule.silencedUntil
              ? `Until ${formatTime(rule.silencedUntil, { now, timeZone })}`
              : "No"}
          </dd>
        </div>
      </dl>
      {rule.isEnabled && rule.trouble !== "" ? <p className="help t-warning">{rule.trouble}</p> : null}
      <Groups rule={rule} now={now} />
      {rule.mayChange ? (
        <Menu
          trigger={
            <Button size="sm" className="al-sil" icon={<BellOff className="i" />}>
              {silenced ? "Silenced" : "Silence"}
            </Button>
          }
        >
          <SilenceItems
            isSilenced={silenced}
            onSilence={(until) => void acts.silence(rule, until)}
            onAsk={() => afterClosing(() => setAsking(true))}
          />
        </Menu>
      ) : null}
      {isAsking ? (
        <SilenceDialog
          name={rule.name}
          onSilence={(until) => void acts.silence(rule, until)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </section>
  );
}

function stateText({ since, trouble, kind }: RuleDetail, state: RuleState, now: number): string {
  if (state === "critical" || state === "warning") {
    const word = state === "critical" ? "Firing" : "Warning";
    return since === null ? word : `${word} for ${formatDuration(now - Date.parse(since))}`;
  }
  if (state === "trouble") return trouble ? "Not checked" : "OK";
  if (state === "off") return "Off";
  return kind === "issue" ? "Watching" : "OK";
}

function nextText({ nextCheckAt, kind, isEnabled }: RuleDetail, now: number): string {
  if (!isEnabled) return "Never, it is off";
  if (kind === "issue") return "As it happens";
  if (nextCheckAt === null) return "–";
  const wait = Date.parse(nextCheckAt) - now;
  return wait < 1000 ? "about now" : `in ${formatDuration(wait)}`;
}

function Groups({ rule: { groups, condition }, now }: { rule: RuleDetail; now: number }) {
  if (condition.kind === "issue" || condition.groupBy.length === 0 || groups.length === 0) return null;
  return (
    <>
      <h3 className="al-gh">Groups</h3>
      <ul className="al-groups">
        {groups.slice(0, GROUPS_SHOWN).map(({ key, status, since, value }) => (
          <li key={key}>
            <StateMark state={status} />
            <span className="trunc" title={key}>
              {key || "without any"}
            </span>
            <span className="num">{amountText(condition, value)}</span>
            <span className="mut num" suppressHydrationWarning>
              {formatDuration(now - Date.parse(since))}
            </span>
          </li>
        ))}
      </ul>
      {groups.length > GROUPS_SHOWN ? <p className="help">and {groups.length - GROUPS_SHOWN} more</p> : null}
    </>
  );
}
