"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

type MenuProps = {
  /** The button that opens it; takes a ref (Button, IconButton). */
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
};

/** A menu of acts under a button. */
export function Menu({ trigger, children, align = "start", side = "bottom" }: MenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className="menu" align={align} side={side} sideOffset={4} collisionPadding={8}>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type MenuItemProps = {
  children: ReactNode;
  onSelect: () => void;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
};

/** One act: icon, words, and its key at the right. */
export function MenuItem({ children, onSelect, icon, keys, danger, disabled }: MenuItemProps) {
  return (
    <Primitive.Item
      className={classNames("mi", danger && "mi-danger")}
      onSelect={onSelect}
      disabled={disabled}
    >
      {icon}
      <span className="trunc">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </Primitive.Item>
  );
}

/** An item that goes somewhere. */
export function MenuLink({ icon, children, ...link }: { icon?: ReactNode } & ComponentProps<typeof Link>) {
  return (
    <Primitive.Item asChild>
      <Link {...link} className="mi">
        {icon}
        <span className="trunc">{children}</span>
      </Link>
    </Primitive.Item>
  );
}

/** An item that the browser itself follows, such as a file to load. */
export function MenuAnchor({ icon, children, ...link }: { icon?: ReactNode } & ComponentProps<"a">) {
  return (
    <Primitive.Item asChild>
      <a {...link} className="mi">
        {icon}
        <span className="trunc">{children}</span>
      </a>
    </Primitive.Item>
  );
}

type MenuCheckProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
};

/** One of several that can be on or off; the menu stays open. */
export function MenuCheck({ checked, onCheckedChange, disabled, children }: MenuCheckProps) {
  return (
    <Primitive.CheckboxItem
      className="mi"
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
      disabled={disabled}
    >
      <span className="trunc">{children}</span>
      <span className="mi-check keys">
        <Primitive.ItemIndicator>
          <Check className="i" />
        </Primitive.ItemIndicator>
      </span>
    </Primitive.CheckboxItem>
  );
}

/** A group of which one is chosen; children are `MenuChoice`. */
export function MenuChoices(props: {
  value: string;
  onValueChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <Primitive.RadioGroup value={props.value} onValueChange={props.onValueChange}>
      {props.children}
    </Primitive.RadioGroup>
  );
}

/** One choice of a `MenuChoices`, with a check when it is the current one. */
export function MenuChoice({
  value,
  icon,
  children,
}: {
  value: string;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Primitive.RadioItem value={value} className="mi">
      {icon}
      <span className="trunc">{children}</span>
      <span className="mi-check keys">
        <Primitive.ItemIndicator>
          <Check className="i" />
        </Primitive.ItemIndicator>
      </span>
    </Primitive.RadioItem>
  );
}

/** A heading inside a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="mh">{children}</Primitive.Label>;
}

/** A hairline between groups of a menu. */
export function MenuSeparator() {
  return <Primitive.Separator />;
}
