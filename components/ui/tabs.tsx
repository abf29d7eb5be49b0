"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { showCurrent } from "./show-current";

/** A view that is an address. `count` stands behind the label in a quieter colour. */
export type Tab = { href: string; label: string; count?: ReactNode; current?: boolean };

/** Views as links; the current one has a filled ground, and is in sight where there is no room for all. */
export function Tabs({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly Tab[];
  className?: string;
}) {
  return (
    <nav ref={showCurrent} className={className ? `tabs ${className}` : "tabs"} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} aria-current={tab.current ? "page" : undefined}>
          {tab.label}
          {tab.count === undefined ? null : <span className="n num">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
