import { useRef, useState } from "react";

const INTENT_MS = 80;

/** Whether the pointer rests on an element: true from 80 ms on, so that sweeping over a list means nothing. */
export function useHoverIntent() {
  const [isIntended, setIntended] = useState(false);
  const timer = useRef(0);
  const handlers = {
    onPointerEnter: () => {
      timer.current = window.setTimeout(() => setIntended(true), INTENT_MS);
    },
    onPointerLeave: () => {
      window.clearTimeout(timer.current);
      setIntended(false);
    },
  };
  return { isIntended, handlers };
}
