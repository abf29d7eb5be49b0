"use client";

import { Pin } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/components/projects/use-may";
import { Button } from "@/components/ui/button";
import type { LogQuestion, LogQueryReport } from "@/lib/logs/schemas";

const PinDialog = dynamic(async () => (await import("./pin-dialog")).PinDialog, { ssr: false });

/** Puts the chart of a question on the page of a project, for everybody. Nothing for who may not, or for what cannot be read. */
export function PinChart({ question, report }: { question: LogQuestion; report: LogQueryReport }) {
  const may = useMay();
  /** Null until somebody asked for the dialog. */
  const [isAsking, setAsking] = useState<boolean | null>(null);
  if (!may.work || report.errors.length > 0) return null;
  return (
    <div className="row">
      <span className="grow" />
      <Button size="sm" icon={<Pin className="i" />} onClick={() => setAsking(true)}>
        Pin to project
      </Button>
      {isAsking === null ? null : <PinDialog question={question} open={isAsking} onOpenChange={setAsking} />}
    </div>
  );
}
