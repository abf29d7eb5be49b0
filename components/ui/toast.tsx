"use client";

import { Check, CircleAlert } from "lucide-react";
import Link from "next/link";
import { Button } from "./button";
import { Kbd } from "./kbd";
import { hide, show } from "./toast-store";

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

let takeBackLatest: (() => void) | undefined;
let made = 0;

/** Says what was done, for 8 s, with the way back. One at a time. */
export function toast({ message, undo, link, tone = "done" }: ToastOptions): void {
  made += 1;
  const key = `toast ${made}`;
  const takeBack = undo
    ? () => {
        hide(key);
        void undo();
      }
    : undefined;
  show({
    key,
    ms: SHOWN_MS,
    onGone: () => {
      if (takeBackLatest === takeBack) takeBackLatest = undefined;
    },
    content: (
      <div className="toast" role={tone === "failed" ? "alert" : "status"}>
        {tone === "failed" ? <CircleAlert className="i t-error" /> : <Check className="i" />}
        <span>{message}</span>
        {link ? (
          <Link className="link nowrap" href={link.href} onClick={() => hide(key)}>
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
  });
  takeBackLatest = takeBack;
}

/** Takes back what the toast that is shown tells of. */
export function undoLatest(): void {
  takeBackLatest?.();
}
