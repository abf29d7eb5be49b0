"use client";

import { useEffect, useState } from "react";

/** Whole seconds since something began, 0 while it has not. */
export function useElapsed(isOn: boolean): number {
  const [seconds, setSeconds] = useState(0);
  const [wasOn, setWasOn] = useState(isOn);
  if (wasOn !== isOn) {
    setWasOn(isOn);
    setSeconds(0);
  }
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = window.setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => window.clearInterval(timer);
  }, [isOn]);
  return seconds;
}
