"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import type { DropdownMenu } from "radix-ui";
import {
  type ComponentProps,
  cloneElement,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

type MenuProps = {
  /** The button that opens it; takes a ref (Button, IconButton). */
  trigger: ReactElement<object>;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  /** Fetches what stands in it, where that is not part of the page. */
  load?: () => Promise<unknown>;
  /** Comes open: it is shown when somebody has asked for it. */
  startsOpen?: boolean;
};

/**
 * A menu of acts under a button. What a menu is made of is fetched when the button is first used, or when the browser has
 * nothing else to do; until then the button stands alone.
 */
export function Menu(props: MenuProps) {
  const { trigger, children, align = "start", side = "bottom", load, startsOpen = false } = props;
  const [opened, setOpened] = useState<{ parts: Parts; isByKey: boolean } | null>(null);
  const open = (isByKey: boolean) =>
    void Promise.all([loadParts(), load?.()]).then(
      ([parts]) => setOpened({ parts, isByKey }),
      () => undefined,
    );
  const openFirst = useEffectEvent(() => open(false));
  useEffect(() => {
    if (startsOpen) openFirst();
  }, [startsOpen]);
  if (opened === null)
    return cloneElement(trigger, {
      "aria-haspopup": "menu",
      "aria-expanded": false,
      onPointerEnter: () => {
        preloadMenus();
        load?.().catch(() => undefined);
      },
      // Enter and space click too, but nowhere.
      onClick: (event: MouseEvent) => open(event.detail === 0),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open(true);
      },
    } as object);
  const { parts, isByKey } = opened;
  return (
    <PartsContext value={parts}>
      <parts.Root modal={false} defaultOpen>
        <parts.Trigger asChild>{trigger}</parts.Trigger>
        <parts.Portal>
          <parts.Content
            className="menu"
            align={align}
            side={side}
            sideOffset={4}
            collisionPadding={8}
            onFocus={(event) => {
              if (!isByKey || event.target !== event.currentTarget) return;
              setOpened({ parts, isByKey: false });
              event.currentTarget
                .querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')
                ?.focus();
            }}
          >
            {children}
          </parts.Content>
        </parts.Portal>
      </parts.Root>
    </PartsContext>
  );
}

/** Fetches what menus are made of. */
export function preloadMenus(): void {
  loadParts().catch(() => undefined);
}

type Parts = typeof DropdownMenu;

const loadParts = async (): Promise<Parts> => (await import("./menu-parts")).DropdownMenu;

const PartsContext = createContext<Parts | null>(null);

/** What menus are made of, for what stands in one. */
function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (!parts) throw new Error("This component stands outside a menu");
  return parts;
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
  const Primitive = useParts();
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
  const Primitive = useParts();
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
  const Primitive = useParts();
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
  icon?: ReactNode;
  children: ReactNode;
};

/** One of several that can be on or off; the menu stays open. */
export function MenuCheck({ checked, onCheckedChange, disabled, icon, children }: MenuCheckProps) {
  const Primitive = useParts();
  return (
    <Primitive.CheckboxItem
      className="mi"
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
      disabled={disabled}
    >
      {icon}
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
  const Primitive = useParts();
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
  const Primitive = useParts();
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
  const Primitive = useParts();
  return <Primitive.Label className="mh">{children}</Primitive.Label>;
}

/** A hairline between groups of a menu. */
export function MenuSeparator() {
  const Primitive = useParts();
  return <Primitive.Separator />;
}
