import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Spinner } from "./spinner";

type Look = {
  variant?: "default" | "primary" | "ghost" | "danger";
  size?: "sm" | "md" | "lg";
  icon?: ReactNode;
};

/** `busy` shows a spinner in place of the icon, keeps the width and refuses clicks; the label may change. */
export type ButtonProps = Look & ComponentProps<"button"> & { busy?: boolean };

/** A button with words. One `primary` per view; `danger` is text colour only. Type is "button" unless said. */
export function Button({ variant, size, icon, busy, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(buttonClass(variant, size), className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button, for going somewhere instead of doing something. */
export function ButtonLink({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: Look & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={classNames(buttonClass(variant, size), className)}>
      {icon}
      {children}
    </Link>
  );
}

/** The design's class names for a button, for elements that another component renders. */
export function buttonClass(variant: Look["variant"] = "default", size: Look["size"] = "md"): string {
  return classNames("btn", variant !== "default" && `btn-${variant}`, size !== "md" && `btn-${size}`);
}
