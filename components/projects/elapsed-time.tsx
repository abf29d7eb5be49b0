"use client";

import { useEffect, useState } from "react";

/** Minutes and seconds since the page was opened: 0:42. */
export function ElapsedTime() {
  const [seconds, setSeconds] = useState(0);

  useEffect(() => {
    const opened = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - opened) / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);

  return (
    <span className="num mut" role="timer" aria-live="off">
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, "0")}
    </span>
  );
}
