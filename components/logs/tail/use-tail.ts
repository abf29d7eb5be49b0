"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { openTail, type TailState } from "./open-tail";
import { addLines, letIn, noTailLines } from "./tail-lines";

/** How long a page that nobody sees goes on. */
const HIDDEN_MS = 30_000;

type TailInput = {
  project: readonly string[];
  query: string;
  isOn: boolean;
  /** News arrive from now on: what came before is found by searching. */
  onOpen: () => void;
};

/** Follows the lines of a question while it is on and somebody looks. */
export function useTail({ project, query, isOn, onOpen }: TailInput) {
  const [state, setState] = useState<TailState>({ kind: "connecting" });
  const [tail, setTail] = useState(noTailLines);
  /** Why the list stands still: it was asked to, or somebody reads further down. */
  const [hold, setHold] = useState<"asked" | "reading" | null>(null);
  const [tries, setTries] = useState(0);
  const isHeld = useRef(false);
  const opened = useEffectEvent(onOpen);
  const isSeen = useSeen(isOn);
  const key = JSON.stringify([project, query, tries]);

  useEffect(() => {
    isHeld.current = hold !== null;
  }, [hold]);

  useEffect(() => {
    if (!isOn || !isSeen) return undefined;
    const [slugs, text] = JSON.parse(key) as [string[], string, number];
    const close = openTail(
      { project: slugs, query: text },
      {
        state: (next) => {
          setState(next);
          // Another question; or between the last connection and this one lines may have come, and the list has them.
          if (next.kind === "connecting" || next.kind === "live") setTail(noTailLines);
          if (next.kind === "live") opened();
        },
        lines: (news) => setTail((before) => addLines(before, news, isHeld.current, Date.now())),
      },
    );
    return close;
  }, [isOn, isSeen, key]);

  const resume = () => {
    setHold(null);
    setTail(letIn);
  };
  return {
    state,
    tail: isOn ? tail : noTailLines,
    hold,
    pause: () => setHold("asked"),
    resume,
    /** Somebody reads: nothing moves under their eyes. */
    read: () => {
      if (isOn) setHold((before) => before ?? "reading");
    },
    /** What came stands at the end, and nothing moves yet. */
    letIn: () => setTail(letIn),
    /** Forgets what came, before it is switched on again. */
    reset: () => {
      setTail(noTailLines);
      setHold(null);
      setState({ kind: "connecting" });
    },
    retry: () => setTries((before) => before + 1),
  };
}

/** Whether somebody looks at the page, or did within the last half minute. */
function useSeen(isOn: boolean): boolean {
  const [isSeen, setSeen] = useState(true);
  useEffect(() => {
    if (!isOn) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") setSeen(true);
      else timer = setTimeout(() => setSeen(false), HIDDEN_MS);
    };
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [isOn]);
  return isSeen;
}
