import { useEffect, useState } from "react";

/** The value once it has not changed for a while; objects are told apart by their content. */
export function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value);
  const [now, before] = [JSON.stringify(value), JSON.stringify(settled)];
  useEffect(() => {
    if (now === before) return undefined;
    const timer = window.setTimeout(() => setSettled(JSON.parse(now) as T), pauseMs);
    return () => window.clearTimeout(timer);
  }, [now, before, pauseMs]);
  return settled;
}
