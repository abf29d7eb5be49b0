"use client";

import {
  ChevronRight,
  CircleDot,
  Database,
  Globe,
  Keyboard,
  MousePointerClick,
  OctagonAlert,
  Route,
  Terminal,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { LevelMark } from "@/components/ui/level-mark";
import { type CrumbKind, type CrumbRow, formatOffset } from "./breadcrumb-rows";
import { KeyValues } from "./key-values";

const ICONS: Record<CrumbKind, ReactNode> = {
  navigation: <Route className="i" />,
  http: <Globe className="i" />,
  click: <MousePointerClick className="i" />,
  input: <Keyboard className="i" />,
  console: <Terminal className="i" />,
  query: <Database className="i" />,
  exception: <OctagonAlert className="i" />,
  other: <CircleDot className="i" />,
};

const PREVIEW = 300;

/** One breadcrumb on one line; what the line cannot hold opens below it. */
export function BreadcrumbRow({ row }: { row: CrumbRow }) {
  const [open, setOpen] = useState(false);
  const { level, message } = row;
  const isMarked = level === "warning" || level === "error" || level === "fatal";
  const isLong = message.length > 80 || message.includes("\n");
  const hasMore = row.data !== null || isLong;
  const text = message || Object.keys(row.data ?? {}).join(", ");
  return (
    <li
      className={classNames(
        "bc",
        (level === "error" || level === "fatal") && "err",
        level === "warning" && "warn",
      )}
    >
      <time className="mono num">{formatOffset(row.offsetMs)}</time>
      <span className="bc-i">{isMarked ? <LevelMark level={level} /> : ICONS[row.kind]}</span>
      <span className="bc-c trunc">{row.category}</span>
      <span className="bc-m">
        <code>{text.length > PREVIEW ? `${text.slice(0, PREVIEW).toWellFormed()}…` : text}</code>
      </span>
      <span className="bc-s mono num">
        {row.aside}
        {hasMore ? (
          <button
            type="button"
            className="btn btn-ghost btn-icon btn-sm bc-x"
            aria-expanded={open}
            aria-label={`Details of ${row.category}, ${formatOffset(row.offsetMs)}`}
            onClick={() => setOpen(!open)}
          >
            <ChevronRight className="i tw" />
          </button>
        ) : null}
      </span>
      {open ? (
        <div className="bc-d">
          <KeyValues
            rows={[
              ...(isLong ? [{ name: "Message", value: message }] : []),
              ...Object.entries(row.data ?? {}).map(([name, value]) => ({ name, value })),
            ]}
          />
        </div>
      ) : null}
    </li>
  );
}
