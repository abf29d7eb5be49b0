"use client";

import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { undoLatest } from "./toast";
import { hide, nowShown, watchShown } from "./toast-store";

/** The place where toasts appear; stands once in the root layout. */
export function Toaster() {
  useHotkeys([{ keys: "z", label: "Undo the last action", group: "Issue", run: undoLatest }]);
  const shown = useSyncExternalStore(watchShown, nowShown, () => null);
  const [held, setHeld] = useState<string | null>(null);
  const [isSeen, setIsSeen] = useState(true);
  useEffect(() => {
    const look = () => setIsSeen(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  const { key = null, ms } = shown ?? {};
  const isHeld = key !== null && held === key;
  useEffect(() => {
    if (key === null || ms === undefined || isHeld || !isSeen) return undefined;
    const timer = setTimeout(() => hide(key), ms);
    return () => clearTimeout(timer);
  }, [key, ms, isHeld, isSeen]);
  const section = useRef<HTMLElement>(null);
  const hold = useEffectEvent(() => setHeld(key));
  useEffect(() => {
    const element = section.current;
    if (!element) return undefined;
    // Somebody who reads it or is about to take an act back has time to.
    const begin = () => hold();
    const end = () => setHeld(null);
    for (const type of ["pointerenter", "focusin"]) element.addEventListener(type, begin);
    for (const type of ["pointerleave", "focusout"]) element.addEventListener(type, end);
    return () => {
      for (const type of ["pointerenter", "focusin"]) element.removeEventListener(type, begin);
      for (const type of ["pointerleave", "focusout"]) element.removeEventListener(type, end);
    };
  }, []);
  return (
    <section ref={section} className="toaster" aria-label="Messages" aria-live="polite">
      {shown ? <div key={shown.key}>{shown.content}</div> : null}
    </section>
  );
}
