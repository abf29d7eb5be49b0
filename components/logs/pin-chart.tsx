"use client";

import { Bell, Pin } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { newAlertHref } from "@/components/alerts/new-alert-href";
import { useMay } from "@/components/projects/use-may";
import { Button, ButtonLink } from "@/components/ui/button";
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
      <ButtonLink
        size="sm"
        icon={<Bell className="i" />}
        prefetch={false}
        href={newAlertHref({ dataset: "logs", query: question.query, projects: question.project })}
      >
        Create alert
      </ButtonLink>
      <Button size="sm" icon={<Pin className="i" />} onClick={() => setAsking(true)}>
        Pin to project
      </Button>
      {isAsking === null ? null : <PinDialog question={question} open={isAsking} onOpenChange={setAsking} />}
    </div>
  );
}
