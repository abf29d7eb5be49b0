"use client";

import { useEffect, useState } from "react";

/** The id of the section that is being read: the topmost of these that stands in the upper part of the window. */
export function useCurrentSection(ids: readonly string[]): string | undefined {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const names = ids.join(" ");
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) =>
        setSeen((before) => {
          const now = new Set(before);
          for (const { target, isIntersecting } of entries) {
            if (isIntersecting) now.add(target.id);
            else now.delete(target.id);
          }
          return now;
        }),
      { rootMargin: "-100px 0px -50% 0px" },
    );
    for (const id of names.split(" ")) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [names]);
  return ids.find((id) => seen.has(id)) ?? ids[0];
}
