"use client";

import type { ReactNode } from "react";
import { ChoicePill } from "@/components/alerts/choice-pill";
import { sentenceOf } from "@/components/alerts/sentence-of";
import { listText } from "@/components/alerts/words";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuCheck } from "@/components/ui/menu";
import type { IssueCondition, IssueTrigger } from "@/lib/alerts/schemas";
import { AmountPill } from "@/components/alerts/amount-pill";
import { MinutesPill } from "@/components/alerts/minutes-pill";

type IssueSentenceProps = {
  condition: IssueCondition;
  onChange: (condition: IssueCondition) => void;
  projects: ReactNode;
  query: ReactNode;
  faultAt: (path: string) => string | undefined;
};

const TRIGGERS: readonly IssueTrigger[] = [
  "new",
  "regressed",
  "escalating",
  "reappeared",
  "assigned",
  "high_priority",
  "seen",
];
const SEEN = "an issue that is seen";
const OFTEN = { count: 100, of: "events", withinMinutes: 60 } as const;

/** When something happens to an issue: a menu of what that may be, and how often when it is a number. */
export function IssueSentence({ condition, onChange, projects, query, faultAt }: IssueSentenceProps) {
  const { triggers, seen } = condition;
  const hasSeen = triggers.includes("seen");
  const words = triggers.length === 0 ? "nothing" : listText(triggers.map(wordsOf), "or");
  const toggle = (trigger: IssueTrigger, isOn: boolean) => {
    const next = TRIGGERS.filter((one) => (one === trigger ? isOn : triggers.includes(one)));
    onChange({ ...condition, triggers: next, seen: next.includes("seen") ? (seen ?? OFTEN) : null });
  };
  const often = seen ?? OFTEN;
  return (
    <>
      When{" "}
      <Menu
        trigger={
          <button
            type="button"
            className={classNames("pill", triggers.length === 0 && "is-error")}
            aria-label={`What happens: ${words}`}
          >
            <span className="trunc">{words}</span>
          </button>
        }
      >
        {TRIGGERS.map((trigger) => (
          <MenuCheck
            key={trigger}
            checked={triggers.includes(trigger)}
            onCheckedChange={(isOn) => toggle(trigger, isOn)}
          >
            {trigger === "seen" ? `${SEEN} often` : wordsOf(trigger)}
          </MenuCheck>
        ))}
      </Menu>{" "}
      {triggers.length === 0 ? (
        <span className="pill-note" role="alert">
          {faultAt("triggers") ?? "Choose what is to happen."}
        </span>
      ) : null}
      {hasSeen ? (
        <>
          <AmountPill
            label="How often"
            value={often.count}
            isWhole
            least={1}
            most={1_000_000}
            fault={faultAt("seen.count")}
            onChange={(count) => onChange({ ...condition, seen: { ...often, count } })}
          />{" "}
          <ChoicePill
            label="Counted by"
            value={often.of}
            options={[
              { value: "events", label: "times" },
              { value: "users", label: "times by different users" },
            ]}
            onChange={(of) => onChange({ ...condition, seen: { ...often, of } })}
          />{" "}
          within{" "}
          <MinutesPill
            label="Window"
            value={often.withinMinutes}
            fault={faultAt("seen.withinMinutes")}
            onChange={(withinMinutes) => onChange({ ...condition, seen: { ...often, withinMinutes } })}
          />{" "}
        </>
      ) : null}
      in {projects} matching {query}, notify.
    </>
  );
}

/** "a new issue": the words in which the rule reads, too. */
function wordsOf(trigger: IssueTrigger): string {
  if (trigger === "seen") return SEEN;
  const sentence = sentenceOf({ kind: "issue", triggers: [trigger], seen: null, query: "" });
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
