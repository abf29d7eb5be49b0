"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** One choice; `value` is never the empty string (say "all" or "any"). */
export type SelectOption = { value: string; label: string; hint?: string; icon?: ReactNode };

type SelectProps = {
  /** The accessible name. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  /** A small word before the value, such as "env". */
  prefix?: string;
  icon?: ReactNode;
  name?: string;
  disabled?: boolean;
  className?: string;
};

/** A list box that looks like a button. In a `.btn-group` several stand side by side. */
export function Select(props: SelectProps) {
  const current = props.options.find((option) => option.value === props.value);
  return (
    <Primitive.Root
      value={props.value}
      onValueChange={props.onValueChange}
      name={props.name}
      disabled={props.disabled}
    >
      <Primitive.Trigger className={classNames("btn sel", props.className)} aria-label={props.label}>
        {props.icon}
        {props.prefix ? <span className="pre">{props.prefix}</span> : null}
        <span className="sel-t trunc">
          <Primitive.Value>{current?.label ?? props.value}</Primitive.Value>
        </span>
        <ChevronDown className="i chev" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className="menu" position="popper" sideOffset={4} collisionPadding={8}>
          <Primitive.Viewport>
            {props.options.map((option) => (
              <Primitive.Item key={option.value} value={option.value} className="mi">
                {option.icon}
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
                {option.hint ? <span className="mut small">{option.hint}</span> : null}
                <span className="mi-check keys">
                  <Primitive.ItemIndicator>
                    <Check className="i" />
                  </Primitive.ItemIndicator>
                </span>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
