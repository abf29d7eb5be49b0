"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { useReturnFocus } from "./use-return-focus";

type DialogProps = {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Opens it; leave out and steer with `open` instead. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** A short form above the page. Focus is trapped and given back; Escape closes. */
export function Dialog({ title, description, children, trigger, open, onOpenChange }: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className="scrim" />
        <Primitive.Content
          {...returnFocus}
          className="dlg dlg-box"
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <Primitive.Title>{title}</Primitive.Title>
          {description ? <Primitive.Description className="sec">{description}</Primitive.Description> : null}
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The row of buttons at the end of a dialog: the safe one first. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="dlg-acts">{children}</div>;
}

/** Wraps a button of `DialogActions` that closes the dialog and does nothing else. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Primitive.Close asChild>{children}</Primitive.Close>;
}
