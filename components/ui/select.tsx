"use client";

import { Check, ChevronDown } from "lucide-react";
import type { Select as Primitive } from "radix-ui";
import { type ReactNode, useState } from "react";
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
  disabled?: boolean;
  className?: string;
};

/**
 * A list box that looks like a button. In a `.btn-group` several stand side by side. What the list is made of is fetched when
 * the button is first used, or when the browser has nothing else to do; until then the button stands alone.
 */
export function Select(props: SelectProps) {
  const [parts, setParts] = useState<Parts | null>(null);
  const open = () => void loadParts().then(setParts, () => undefined);
  const current = props.options.find((option) => option.value === props.value);
  const label = current?.label ?? props.value;
  if (parts === null)
    return (
      <button
        type="button"
        role="combobox"
        className={classNames("btn sel", props.className)}
        aria-label={props.label}
        aria-expanded={false}
        aria-controls={undefined}
        aria-haspopup="listbox"
        disabled={props.disabled}
        onPointerEnter={preloadSelects}
        onClick={open}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          open();
        }}
      >
        <Face {...props}>{label}</Face>
      </button>
    );
  return (
    <parts.Root defaultOpen value={props.value} onValueChange={props.onValueChange} disabled={props.disabled}>
      <parts.Trigger className={classNames("btn sel", props.className)} aria-label={props.label}>
        <Face {...props}>
          <parts.Value>{label}</parts.Value>
        </Face>
      </parts.Trigger>
      <parts.Portal>
        <parts.Content className="menu" position="popper" sideOffset={4} collisionPadding={8}>
          <parts.Viewport>
            {props.options.map((option) => (
              <parts.Item key={option.value} value={option.value} className="mi">
                {option.icon}
                <parts.ItemText>{option.label}</parts.ItemText>
                {option.hint ? <span className="mut small">{option.hint}</span> : null}
                <span className="mi-check keys">
                  <parts.ItemIndicator>
                    <Check className="i" />
                  </parts.ItemIndicator>
                </span>
              </parts.Item>
            ))}
          </parts.Viewport>
        </parts.Content>
      </parts.Portal>
    </parts.Root>
  );
}

/** Fetches what the lists are made of. */
export function preloadSelects(): void {
  loadParts().catch(() => undefined);
}

type Parts = typeof Primitive;

const loadParts = async (): Promise<Parts> => (await import("./select-parts")).Select;

function Face({ icon, prefix, children }: Pick<SelectProps, "icon" | "prefix"> & { children: ReactNode }) {
  return (
    <>
      {icon}
      {prefix ? <span className="pre">{prefix}</span> : null}
      <span className="sel-t trunc">{children}</span>
      <ChevronDown className="i chev" />
    </>
  );
}
