"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/** Whether the element is in sight below the sticky header; true until known. */
export function useInView<Element extends HTMLElement>(): [RefObject<Element | null>, boolean] {
  const ref = useRef<Element>(null);
  const [inView, setInView] = useState(true);
  useEffect(() => {
    if (!ref.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setInView(entries.at(-1)?.isIntersecting ?? true),
      {
        rootMargin: "-48px 0px 0px 0px",
      },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, inView];
}
