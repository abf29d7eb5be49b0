"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { channelsQuery } from "@/components/channels/queries";
import { deliveriesQuery } from "@/components/deliveries/queries";
import { afterClosing } from "@/components/ui/after-closing";
import { Button } from "@/components/ui/button";
import { peopleQuery } from "@/components/workflow/queries";
import type { TestResult } from "@/lib/alerts/preview/schemas";
import type { Recipient } from "@/lib/alerts/schemas";
import { FaultLines, faultsAt } from "./fault-lines";
import { RecipientRow } from "./recipient-row";
import type { DraftFault, SectionProps } from "./section-props";

const RecipientPicker = dynamic(() => import("./recipient-picker").then((module) => module.RecipientPicker), {
  ssr: false,
});

type NotifySectionProps = SectionProps & {
  faults: DraftFault[];
  isReadOnly: boolean;
  ruleId: string | null;
  isMailOff: boolean;
  /** What became of tests, by recipient (`keyOf`), the latest only. */
  tests: Readonly<Record<string, readonly TestResult[]>>;
  /** Which recipients are being tested. */
  testing: readonly string[];
  onTest: (recipients: readonly Recipient[]) => void;
};

const MOST = 20;

/** Who is told, when, and whether it reached them. */
export function NotifySection(props: NotifySectionProps) {
  const { draft, onChange, faults, isReadOnly, ruleId } = props;
  const { recipients } = draft.definition;
  /** The button that asks whom to add; null while nobody asks. */
  const [adder, setAdder] = useState<Element | null>(null);
  // One may just have been made in another tab.
  const channels = useQuery({ ...channelsQuery, refetchOnWindowFocus: "always" }).data;
  const people = useQuery(peopleQuery).data;
  const sent = useInfiniteQuery({
    ...deliveriesQuery({ project: "", rule: ruleId ?? "", channel: "", state: "", period: "" }),
    enabled: ruleId !== null,
  }).data?.pages[0]?.rows;
  const set = (next: Recipient[]) =>
    onChange({ ...draft, definition: { ...draft.definition, recipients: next } });
  const whole = faultsAt(faults, ["definition.recipients"]).filter(
    ({ path }) => path === "definition.recipients",
  );
  return (
    <section className="fs" aria-labelledby="notify-h">
      <div className="row">
        <h2 id="notify-h">Notify</h2>
        <span className="grow" />
        {isReadOnly ? null : (
          <Button
            size="sm"
            icon={<Plus className="i" />}
            aria-haspopup="dialog"
            disabled={recipients.length >= MOST}
            onClick={({ currentTarget }) => setAdder(currentTarget)}
          >
            Add recipient
          </Button>
        )}
      </div>
      {recipients.length === 0 ? (
        <p className="mut">Nobody is told. The alert still shows in the list, and opens issues.</p>
      ) : (
        <ul aria-label="Recipients">
          {recipients.map((recipient, place) => (
            <RecipientRow
              key={keyOf(recipient)}
              recipient={recipient}
              condition={draft.definition.condition}
              channels={channels}
              people={people}
              isMailOff={props.isMailOff}
              sent={sent}
              tested={props.tests[keyOf(recipient)]}
              isTesting={props.testing.includes(keyOf(recipient))}
              isReadOnly={isReadOnly}
              faults={faultsAt(faults, [`definition.recipients.${place}`])}
              onChange={(next) => set(recipients.with(place, next))}
              onRemove={() => set(recipients.toSpliced(place, 1))}
              onTest={() => props.onTest([recipient])}
            />
          ))}
        </ul>
      )}
      <FaultLines faults={whole} />
      {adder ? (
        <RecipientPicker
          label="Add a recipient"
          kinds={ALL}
          taken={recipients.map(({ to }) => to)}
          anchor={adder}
          onPick={(to) => set([...recipients, { to, afterMinutes: 0, atLeast: "warning" }])}
          onClose={(then) => {
            setAdder(null);
            if (then) afterClosing(then);
          }}
        />
      ) : null}
    </section>
  );
}

const ALL = ["owners", "channel", "user", "team"] as const;

/** Says who a recipient is, once in a rule. */
export function keyOf({ to }: Pick<Recipient, "to">): string {
  return "id" in to ? `${to.type} ${to.id}` : to.type;
}
