"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useReturnFocus } from "@/components/ui/use-return-focus";

/** One line of a picker. */
export type Choice = {
  id: string;
  label: string;
  /** Quieter, behind the label; it is looked through as well. */
  hint?: string;
  icon?: ReactNode;
  /** The key that does the same without the picker. */
  keys?: string;
  isCurrent?: boolean;
  run: () => void;
};

export type ChoiceGroup = { heading?: string; choices: readonly Choice[] };

type PickerProps = {
  /** What is chosen and for what: "Assign WEB-4F2". */
  label: string;
  placeholder: string;
  /** The lines for what is typed; those that do not fit are left out by the one who gives them. */
  groups: (typed: string) => readonly ChoiceGroup[];
  /** Said when nothing fits. */
  nothing: string;
  /** Where it opens; the middle of the window without one. */
  anchor: Element | null;
  /** Closes it; `then` follows when the focus is back where it was. */
  onClose: (then?: () => void) => void;
  /** Called with what is typed, by those who ask a server for lines. */
  onType?: (typed: string) => void;
};

/** A short list under a control, or beside a row: type to narrow it, arrows and Enter to choose. */
export function Picker(props: PickerProps) {
  const returnFocus = useReturnFocus();
  const [typed, setTyped] = useState("");
  const groups = props.groups(typed.trim());
  const current = groups.flatMap(({ choices }) => choices).find(({ isCurrent }) => isCurrent);
  return (
    <Popover.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Popover.Anchor virtualRef={{ current: props.anchor ?? middleOfWindow }} />
      <Popover.Portal>
        <Popover.Content
          {...returnFocus}
          className="menu picker"
          aria-label={props.label}
          align={props.anchor ? "end" : "center"}
          sideOffset={4}
          collisionPadding={8}
        >
          <Command shouldFilter={false} loop label={props.label} defaultValue={current?.id}>
            <Command.Input
              className="picker-in"
              value={typed}
              placeholder={props.placeholder}
              maxLength={250}
              onValueChange={(value) => {
                setTyped(value);
                props.onType?.(value.trim());
              }}
            />
            <Command.List className="picker-l" label={props.label}>
              <Command.Empty className="mh">{props.nothing}</Command.Empty>
              {groups.map(({ heading, choices }, index) =>
                choices.length > 0 ? (
                  <Command.Group
                    key={heading ?? index}
                    heading={heading ? <span className="mh">{heading}</span> : undefined}
                  >
                    {choices.map((choice) => (
                      <Line key={choice.id} choice={choice} onSelect={() => props.onClose(choice.run)} />
                    ))}
                  </Command.Group>
                ) : null,
              )}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Line({ choice, onSelect }: { choice: Choice; onSelect: () => void }) {
  return (
    <Command.Item value={choice.id} className="mi" onSelect={onSelect}>
      {choice.icon}
      <span className="trunc">{choice.label}</span>
      {choice.hint ? <span className="mut small trunc picker-h">{choice.hint}</span> : null}
      {choice.isCurrent ? (
        <span className="keys">
          <Check className="i" />
          <span className="vh">current</span>
        </span>
      ) : choice.keys ? (
        <Kbd keys={choice.keys} />
      ) : null}
    </Command.Item>
  );
}

/** The choices whose label or hint holds what is typed, those that begin with it first. */
export function fitting(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.toLowerCase();
  const rank = ({ label, hint = "" }: Choice) => {
    if (label.toLowerCase().startsWith(wanted)) return 0;
    return label.toLowerCase().includes(wanted) ? 1 : hint.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return choices.filter((choice) => rank(choice) < 3).sort((one, other) => rank(one) - rank(other));
}

const middleOfWindow = {
  getBoundingClientRect: () => new DOMRect(window.innerWidth / 2, window.innerHeight / 4, 0, 0),
};
