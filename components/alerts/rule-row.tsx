"use client";

import Link from "next/link";
import { paths } from "@/components/layout/place";
import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { Switch } from "@/components/ui/switch";
import { TimeAgo } from "@/components/ui/time-ago";
import type { RuleSummary } from "@/lib/alerts/schemas";
import { RuleMenu } from "./rule-menu";
import { statesOf } from "./rule-state";
import { sentenceOf } from "./sentence-of";
import { StateChips } from "./state-chips";
import { StateMark } from "./state-mark";
import type { useRuleActs } from "./use-rule-acts";
import { RuleValue } from "./rule-value";

type RuleRowProps = {
  rule: RuleSummary;
  /** Place in the list, from 0. */
  index: number;
  now: number;
  isCursor: boolean;
  isTabStop: boolean;
  onPoint: () => void;
  acts: ReturnType<typeof useRuleActs>;
};

/** One rule of the list. The name's link covers the row. */
export function RuleRow({ rule, index, now, isCursor, isTabStop, onPoint, acts }: RuleRowProps) {
  const sentence = sentenceOf(rule.condition);
  const [state = "ok"] = statesOf(rule, now);
  return (
    <div
      className={classNames("irow al-row", isCursor && "cur", !rule.isEnabled && "dim")}
      role="row"
      aria-rowindex={index + 2}
      tabIndex={isTabStop ? 0 : -1}
      data-rule={rule.id}
      onFocus={onPoint}
    >
      <span className="lvw" role="gridcell">
        <StateMark state={state} />
      </span>
      <div className="it" role="gridcell">
        <div className="it1">
          <div className="t">
            <Link href={paths.alert(rule.id)} prefetch={isCursor} tabIndex={-1} title={rule.name}>
              <b>{rule.name}</b>
            </Link>
          </div>
          <StateChips rule={rule} now={now} />
        </div>
        <div className="it2">
          <span className="trunc" title={sentence}>
            {sentence}
          </span>
        </div>
        {rule.isEnabled && rule.trouble !== "" ? (
          <p className="al-why t-warning small">Not checked: {rule.trouble}</p>
        ) : null}
        {rule.recipients === 0 && rule.isEnabled ? (
          <p className="al-why mut small">Nobody is told of it.</p>
        ) : null}
      </div>
      <span className="al-prj trunc sec" role="gridcell" title={rule.projects.join(", ")}>
        {rule.projects.join(", ")}
      </span>
      <span className="al-val right" role="gridcell">
        <RuleValue rule={rule} />
      </span>
      <span className="al-last ago right" role="gridcell">
        {rule.lastFiredAt ? <TimeAgo at={rule.lastFiredAt} /> : <span className="mut">–</span>}
      </span>
      <span className="al-own" role="gridcell">
        {rule.owner ? (
          <Avatar name={rule.ownerName ?? "Somebody who left"} team={rule.owner.type === "team"} />
        ) : null}
      </span>
      <span className="al-sw" role="gridcell">
        <RuleSwitch rule={rule} acts={acts} />
      </span>
      <span className="al-menu" role="gridcell">
        <RuleMenu rule={rule} now={now} acts={acts} />
      </span>
    </div>
  );
}

function RuleSwitch({ rule, acts }: Pick<RuleRowProps, "rule" | "acts">) {
  return (
    <Switch
      checked={rule.isEnabled}
      disabled={!rule.mayChange}
      onCheckedChange={(on) => void acts.turn(rule, on)}
    >
      <span className="vh">{rule.name} is on</span>
    </Switch>
  );
}
