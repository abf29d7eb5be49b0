"use client";

import type { QuietHours, RuleInput } from "@/lib/alerts/schemas";
import { AmountPill } from "./amount-pill";
import { CheckOption } from "./check-option";
import { ChoicePill } from "./choice-pill";
import { FaultLines, faultsAt } from "./fault-lines";
import { MinutesPill } from "./minutes-pill";
import { QuietHoursPart } from "./quiet-hours-part";
import type { DraftFault, SectionProps } from "./section-props";

type ThrottleSectionProps = SectionProps & { faults: DraftFault[]; isReadOnly: boolean };
type Throttle = RuleInput["definition"]["throttle"];

const WEEK_MINUTES = 10_080;
const WEEK_HOURS = 168;
const USUAL_HOURS = 4;

/** How often somebody is told, as a sentence; and when not. */
export function ThrottleSection({ draft, onChange, faults, isReadOnly }: ThrottleSectionProps) {
  const { throttle, condition } = draft.definition;
  const isThreshold = condition.kind === "threshold";
  const set = (change: Partial<Throttle>) =>
    onChange({
      ...draft,
      definition: { ...draft.definition, throttle: { ...throttle, ...change } },
    });
  const setQuiet = (quietHours: QuietHours | null) =>
    onChange({ ...draft, definition: { ...draft.definition, quietHours } });
  const each = !isThreshold ? "issue" : condition.groupBy.length > 0 ? "group" : "firing";
  const { remindHours } = throttle;
  return (
    <section className="fs" aria-labelledby="throttle-h">
      <h2 id="throttle-h">Throttle</h2>
      <p className="sentence">
        Send at most one message per{" "}
        <ChoicePill
          label="Message per"
          value={throttle.per}
          isReadOnly={isReadOnly}
          onChange={(per) => set({ per })}
          options={[
            { value: "issue", label: each },
            { value: "rule", label: "alert" },
          ]}
        />{" "}
        every{" "}
        <MinutesPill
          label="Throttle window"
          most={WEEK_MINUTES}
          value={throttle.minutes}
          isReadOnly={isReadOnly}
          onChange={(minutes) => set({ minutes })}
        />
        ; what comes in between goes together.
        {isThreshold && remindHours !== null ? (
          <>
            {" "}
            While it keeps firing, remind every{" "}
            <AmountPill
              label="Reminder"
              unit="h"
              isWhole
              least={1}
              most={WEEK_HOURS}
              value={remindHours}
              isReadOnly={isReadOnly}
              onChange={(hours) => set({ remindHours: hours })}
            />
            .
          </>
        ) : null}
        <QuietHoursPart draft={draft} onChange={onChange} isReadOnly={isReadOnly} />
      </p>
      <div className="row opts">
        {isThreshold ? (
          <>
            <CheckOption
              checked={remindHours !== null}
              isReadOnly={isReadOnly}
              onChange={(isOn) => set({ remindHours: isOn ? USUAL_HOURS : null })}
            >
              Remind while it fires
            </CheckOption>
            <CheckOption
              checked={throttle.notifyOnResolve}
              isReadOnly={isReadOnly}
              onChange={(notifyOnResolve) => set({ notifyOnResolve })}
            >
              Tell when it is over
            </CheckOption>
          </>
        ) : null}
        <CheckOption
          checked={draft.definition.quietHours !== null}
          isReadOnly={isReadOnly}
          onChange={(isOn) => setQuiet(isOn ? usualNight(isThreshold ? "critical" : "fatal") : null)}
        >
          Quiet hours
        </CheckOption>
      </div>
      <FaultLines faults={faultsAt(faults, ["definition.throttle", "definition.quietHours"])} />
    </section>
  );
}

/** A night where the reader is. */
function usualNight(except: QuietHours["except"]): QuietHours {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { from: "22:00", to: "07:00", timeZone, except };
}
