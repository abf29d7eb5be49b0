"use client";

import Link from "next/link";
import { sections } from "./sections";
import { usePlace } from "./use-place";

/** The sections at the bottom of a phone, as many as thumbs can tell apart: settings stand in the menu. */
export function TabBar() {
  const place = usePlace();
  return (
    <nav className="tabbar" aria-label="Sections at hand">
      {sections
        .filter((section) => section.id !== "settings")
        .map((section) => (
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
