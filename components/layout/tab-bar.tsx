"use client";

import Link from "next/link";
import { sections } from "./sections";
import { usePlace } from "./use-place";

/** The sections at the bottom of a phone. */
export function TabBar() {
  const place = usePlace();
  return (
    <nav className="tabbar" aria-label="Sections at hand">
      {sections.map((section) => (
        <Link
          key={section.id}
          href={section.href}
          aria-current={place.section === section.id ? "page" : undefined}
        >
          {section.icon}
          <span>{section.label}</span>
        </Link>
      ))}
    </nav>
  );
}
