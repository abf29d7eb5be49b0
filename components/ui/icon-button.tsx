import type { ComponentProps, ReactNode } from "react";
import { buttonClass } from "./button";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label" | "title"> & {
  label: string;
  icon: ReactNode;
  /** The key that does the same, spelled as for `useHotkeys`; shown in the tooltip. */
  keys?: string;
  variant?: "default" | "primary" | "ghost";
  size?: "sm" | "md";
};

/** A button with an icon alone: the label is its accessible name and its tooltip. */
export function IconButton({
  label,
  icon,
  keys,
  variant = "ghost",
  size,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classNames(buttonClass(variant, size), "btn-icon", className)}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
