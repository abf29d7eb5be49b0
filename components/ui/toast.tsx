"use client";

import { Check, CircleAlert } from "lucide-react";
import Link from "next/link";
import { toast as sonner, Toaster as SonnerToaster } from "sonner";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Button } from "./button";
import { Kbd } from "./kbd";

const SHOWN_MS = 8000;

type ToastOptions = {
  message: string;
  /** Takes the act back; also bound to `z` while the toast is shown. */
  undo?: () => void | Promise<void>;
  /** The way to what came of it. */
  link?: { href: string; label: string };
  /** A failure of the user's own act is announced at once. */
  tone?: "done" | "failed";
};

let undoLatest: (() => void) | undefined;

/** Says what was done, for 8 s, with the way back. One at a time. */
export function toast({ message, undo, link, tone = "done" }: ToastOptions): void {
  sonner.dismiss();
  // A toast that makes room for the next one says so late: by then the way back is the next one's.
  const forget = () => {
    if (undoLatest === takeBack) undoLatest = undefined;
  };
  const takeBack = undo
    ? () => {
        forget();
        sonner.dismiss();
        void undo();
      }
    : undefined;
  undoLatest = takeBack;
  sonner.custom(
    () => (
      <div className="toast" role={tone === "failed" ? "alert" : "status"}>
        {tone === "failed" ? <CircleAlert className="i t-error" /> : <Check className="i" />}
        <span>{message}</span>
        {link ? (
          <Link className="link nowrap" href={link.href} onClick={() => sonner.dismiss()}>
            {link.label}
          </Link>
        ) : null}
        {takeBack ? (
          <Button variant="ghost" size="sm" aria-keyshortcuts="z" onClick={takeBack}>
            Undo
            <Kbd keys="z" />
          </Button>
        ) : null}
      </div>
    ),
    { duration: SHOWN_MS, onAutoClose: forget, onDismiss: forget },
  );
}

/** The place where toasts appear; stands once in the root layout. */
export function Toaster() {
  useHotkeys([{ keys: "z", label: "Undo the last action", group: "Issue", run: () => undoLatest?.() }]);
  return (
    <SonnerToaster
      className="toaster"
      position="bottom-center"
      visibleToasts={1}
      offset={{ bottom: "var(--toast-gap)" }}
      mobileOffset={{ bottom: "var(--toast-gap)" }}
      containerAriaLabel="Messages"
      toastOptions={{ unstyled: true }}
    />
  );
}
