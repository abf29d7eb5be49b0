"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/components/layout/fetch-json";
import { useShell } from "@/components/layout/shell-context";
import { projectLinks } from "@/components/projects/links";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-actions";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { type LogPeriod, logPeriods } from "@/lib/logs/constants";
import type { LogQuestion } from "@/lib/logs/schemas";
import { lastNames } from "./period-names";
import { pinnedChartsQuery, sendNewChart } from "./pin-queries";

type PinDialogProps = { question: LogQuestion; open: boolean; onOpenChange: (open: boolean) => void };

/** Asks what the chart is called, whose page it is for, and how far back it looks. */
export function PinDialog({ question, open, onOpenChange }: PinDialogProps) {
  return (
    <Dialog
      title="Pin the chart to a project"
      description="It is drawn on the project's overview for everybody who sees the project, from that project's lines alone."
      open={open}
      onOpenChange={onOpenChange}
    >
      {open ? <Form question={question} close={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

function Form({ question, close }: Pick<PinDialogProps, "question"> & { close: () => void }) {
  const { projects } = useShell();
  const client = useQueryClient();
  const [title, setTitle] = useState("");
  const [slug, setSlug] = useState(question.project[0] ?? projects[0]?.slug ?? "");
  const [period, setPeriod] = useState<LogPeriod>(
    logPeriods.find((one) => question.from === `-${one}`) ?? "24h",
  );
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const pin = async () => {
    setBusy(true);
    try {
      await sendNewChart(slug, { title: title.trim(), query: question.query, period });
      await client.invalidateQueries({ queryKey: pinnedChartsQuery(slug).queryKey });
      close();
      toast({
        message: `Pinned ${title.trim()}`,
        link: { href: projectLinks.overview(slug), label: "Open the project" },
      });
    } catch (refusal) {
      setBusy(false);
      const { title: ofTitle, query } = refusal instanceof ApiError ? refusal.fields : {};
      setError(
        ofTitle ?? query ?? (refusal instanceof Error ? refusal.message : "Nothing was pinned. Retry."),
      );
    }
  };
  return (
    <form
      className="vw-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void pin();
      }}
    >
      <Field
        label="Title"
        value={title}
        maxLength={80}
        required
        pattern=".*\S.*"
        autoComplete="off"
        error={error}
        onChange={(event) => setTitle(event.target.value)}
      />
      <div className="field">
        <span className="lab" aria-hidden="true">
          On the page of
        </span>
        <Select
          label="On the page of"
          value={slug}
          onValueChange={setSlug}
          options={projects.map(({ slug: value, name }) => ({ value, label: name }))}
        />
      </div>
      <div className="field">
        <span className="lab" aria-hidden="true">
          Shows the last
        </span>
        <Select
          label="Shows the last"
          value={period}
          onValueChange={(value) => setPeriod(logPeriods.find((one) => one === value) ?? period)}
          options={logPeriods.map((value) => ({ value, label: lastNames[value] }))}
        />
      </div>
      <FormActions busy={busy}>Pin chart</FormActions>
    </form>
  );
}
