"use client";

import { useId } from "react";
import type { QuietHours } from "@/lib/alerts/schemas";
import { ChoicePill } from "./choice-pill";
import { ClockPill } from "./clock-pill";
import type { SectionProps } from "./section-props";

/** The end of the sentence about the throttle: when nobody is told, but of what. Nothing without quiet hours. */
export function QuietHoursPart({ draft, onChange, isReadOnly }: SectionProps & { isReadOnly: boolean }) {
  const listId = useId();
  const { quietHours } = draft.definition;
  if (quietHours === null) return null;
  const set = (change: Partial<QuietHours>) =>
    onChange({
      ...draft,
      definition: { ...draft.definition, quietHours: { ...quietHours, ...change } },
    });
  return (
    <>
      {" "}
      Between{" "}
      <ClockPill
        label="Quiet hours begin"
        value={quietHours.from}
        isReadOnly={isReadOnly}
        onChange={(from) => set({ from })}
      />{" "}
      and{" "}
      <ClockPill
        label="Quiet hours end"
        value={quietHours.to}
        isReadOnly={isReadOnly}
        onChange={(to) => set({ to })}
      />{" "}
      in{" "}
      <span className="pill pnum">
        <input
          aria-label="Time zone of the quiet hours"
          className="al-zone"
          list={listId}
          autoComplete="off"
          spellCheck={false}
          disabled={isReadOnly}
          maxLength={64}
          value={quietHours.timeZone}
          onChange={({ target }) => set({ timeZone: target.value })}
        />
        <datalist id={listId}>
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </datalist>
      </span>
      ,{" "}
      <ChoicePill
        label="Told in quiet hours"
        value={quietHours.except}
        isReadOnly={isReadOnly}
        onChange={(except) => set({ except })}
        options={[
          { value: "nothing", label: "tell nothing" },
          { value: "critical", label: "tell only what is critical" },
          { value: "fatal", label: "tell only what is fatal" },
        ]}
      />
      .
    </>
  );
}
