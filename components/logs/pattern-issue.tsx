"use client";

import { CircleDot } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useShell } from "@/components/layout/shell-context";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { LogPattern, LogRow } from "@/lib/logs/schemas";

const PatternIssueDialog = dynamic(async () => (await import("./pattern-issue-dialog")).PatternIssueDialog, {
  ssr: false,
});

/** Beside a pattern: makes an issue of it. Not there for those who may not. */
export function PatternIssueButton({ pattern }: { pattern: LogPattern }) {
  const { canWork } = useShell();
  const [isOpen, setOpen] = useState(false);
  if (!canWork) return null;
  return (
    <>
      <IconButton
        className="pt-i"
        label="Make an issue of this pattern"
        size="sm"
        icon={<CircleDot className="i" />}
        onClick={() => setOpen(true)}
      />
      {isOpen ? (
        <PatternIssueDialog line={pattern.example} pattern={pattern} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

/** On a line: makes an issue of the pattern that it is of. Not there for those who may not. */
export function LineIssueButton({ line }: { line: LogRow }) {
  const { canWork } = useShell();
  const [isOpen, setOpen] = useState(false);
  if (!canWork) return null;
  return (
    <>
      <Button size="sm" variant="ghost" icon={<CircleDot className="i" />} onClick={() => setOpen(true)}>
        Make an issue
      </Button>
      {isOpen ? <PatternIssueDialog line={line} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
