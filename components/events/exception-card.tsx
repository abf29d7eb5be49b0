"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { printed } from "@/lib/events/text/stack-text";
import type { Exception, Mechanism } from "@/lib/protocol/event";
import { countFrames, type StackView } from "./fold-frames";
import { FrameList } from "./frame-list";
import { KeyValues } from "./key-values";
import { SafeLink } from "./safe-link";
import { TextValue } from "./text-value";

type ExceptionCardProps = {
  exception: Exception;
  /** 1 for the one that was thrown last. */
  number: number;
  platform: string;
  view: StackView;
  raw: boolean;
};

const SUMMARY_MAX = 300;

/** One exception of the chain: type, message, how it was caught, and its frames. The first one is open. */
export function ExceptionCard({ exception, number, platform, view, raw }: ExceptionCardProps) {
  const [open, setOpen] = useState(number === 1);
  const { type, value = "", module, mechanism, stacktrace } = exception;
  const isCut = value.length > SUMMARY_MAX || value.split("\n", 4).length > 3;
  return (
    <details className="exc" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="ex-n num">{number}</span>
        <div className="ex-t">
          <h3 title={module ? `${module}.${type ?? ""}` : undefined}>
            {number > 1 ? <span className="mut reg">Caused by </span> : null}
            {type ?? "Error"}
          </h3>
          {value ? <p className="ex-m">{isCut ? cut(value) : value}</p> : null}
        </div>
        <span className="mech">{open ? mechanismText(mechanism) : frameCountText(exception)}</span>
        <ChevronDown className="i ex-c" />
      </summary>
      {open ? (
        <div className="frames">
          {isCut ? (
            <div className="ex-full">
              <TextValue text={value} />
            </div>
          ) : null}
          {mechanism ? <MechanismDetails mechanism={mechanism} /> : null}
          {!stacktrace?.frames.length ? (
            <p className="fr-w fg-o">No stack trace came with it</p>
          ) : raw ? (
            <pre
              className="raw"
              tabIndex={0}
              role="region"
              aria-label={`Raw stack trace of ${type ?? "Error"}`}
            >
              {printed(exception, platform)}
            </pre>
          ) : (
            <FrameList stack={stacktrace} platform={platform} view={view} />
          )}
        </div>
      ) : null}
    </details>
  );
}

function MechanismDetails({ mechanism }: { mechanism: Mechanism }) {
  const { description, help_link, data, meta } = mechanism;
  const rows = [...Object.entries(data ?? {}), ...Object.entries(meta ?? {})].map(([name, value]) => ({
    name,
    value,
  }));
  if (!description && !help_link && rows.length === 0) return null;
  return (
    <div className="ex-full">
      {description ? <p>{description}</p> : null}
      {help_link ? (
        <p>
          <SafeLink href={help_link}>{help_link}</SafeLink>
        </p>
      ) : null}
      {rows.length > 0 ? <KeyValues rows={rows} /> : null}
    </div>
  );
}

/** How it came to us: "unhandled, onunhandledrejection". */
function mechanismText(mechanism: Mechanism | undefined): string {
  if (!mechanism) return "";
  const caught = mechanism.handled === undefined ? "" : mechanism.handled ? "handled" : "unhandled";
  const kind = mechanism.type === "generic" ? "" : mechanism.type.slice(0, 60);
  return [caught, kind, mechanism.synthetic ? "synthetic" : ""].filter(Boolean).join(", ");
}

function frameCountText({ stacktrace }: Exception): string {
  const { inApp, all } = countFrames(stacktrace ? [stacktrace] : []);
  if (all === 0) return "no stack trace";
  return `${inApp} in-app ${inApp === 1 ? "frame" : "frames"}`;
}

function cut(text: string): string {
  return `${text.slice(0, SUMMARY_MAX).split("\n").slice(0, 3).join("\n").toWellFormed()}…`;
}
