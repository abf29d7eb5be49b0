"use client";

import { Check } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useId, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { walkList } from "@/components/ui/walk-list";

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
  const listId = useId();
  const [typed, setTyped] = useState("");
  /** The line that somebody went to, as long as it is there. */
  const [stood, setStood] = useState<string | null>(null);
  const groups = props.groups(typed.trim()).filter(({ choices }) => choices.length > 0);
  const lines = groups.flatMap(({ choices }) => choices);
  const current =
    lines.find(({ id }) => id === stood) ??
    (typed.trim() === "" ? lines.find(({ isCurrent }) => isCurrent) : undefined) ??
    lines[0];
  const choose = (choice: Choice | undefined) => choice && props.onClose(choice.run);
  const idOf = ({ id }: Choice) => `${listId}-${encodeURIComponent(id)}`;
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
          <input
            type="text"
            role="combobox"
            className="picker-in"
            aria-label={props.label}
            aria-autocomplete="list"
            aria-expanded={lines.length > 0}
            aria-controls={lines.length > 0 ? listId : undefined}
            aria-activedescendant={current && idOf(current)}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            value={typed}
            placeholder={props.placeholder}
            maxLength={250}
            onChange={({ target }) => {
              setTyped(target.value);
              setStood(null);
              props.onType?.(target.value.trim());
            }}
            onKeyDown={(event) =>
              walkList(event, {
                lines: lines.map(idOf),
                current: current && idOf(current),
                stand: (index) => setStood(lines[index]?.id ?? null),
                enter: () => choose(current),
              })
            }
          />
          {lines.length > 0 ? (
            <div
              className="picker-l"
              id={listId}
              role="listbox"
              aria-label={props.label}
              tabIndex={-1}
              // A press in the list leaves the caret where it is.
              onMouseDown={(event) => event.preventDefault()}
            >
              {groups.map(({ heading, choices }, index) => (
                <div key={heading ?? index} role="group" aria-label={heading}>
                  {heading ? (
                    <div className="mh" aria-hidden="true">
                      {heading}
                    </div>
                  ) : null}
                  {choices.map((choice) => (
                    <Line
                      key={choice.id}
                      id={idOf(choice)}
                      choice={choice}
                      isHere={choice === current}
                      onStand={() => setStood(choice.id)}
                      onChoose={() => choose(choice)}
                    />
                  ))}
                </div>
              ))}
            </div>
          ) : (
            <div className="picker-l">
              <div className="mh" role="status">
                {props.nothing}
              </div>
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type LineProps = {
  id: string;
  choice: Choice;
  /** Enter means it. */
  isHere: boolean;
  onStand: () => void;
  onChoose: () => void;
};

function Line({ id, choice, isHere, onStand, onChoose }: LineProps) {
  return (
    <button
      type="button"
      className="mi"
      id={id}
      role="option"
      aria-selected={isHere}
      data-selected={isHere}
      tabIndex={-1}
      // Not on entering: a list that changes under a pointer at rest is no choice of anybody's.
      onPointerMove={isHere ? undefined : onStand}
      // What is chosen already is in sight when the list opens.
      ref={isHere && choice.isCurrent ? (line) => line?.scrollIntoView({ block: "nearest" }) : undefined}
      onClick={onChoose}
    >
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
    </button>
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
