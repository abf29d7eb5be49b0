"use client";

import { useEffect, useMemo, useRef } from "react";
import { logSubject } from "@/components/logs/log-subject";
import { issueSubject } from "@/components/search/issue-subject";
import { QueryBar, type QueryBarHandle } from "@/components/search/query-bar";
import type { QuerySubject } from "@/components/search/query-subject";
import type { QueryFault } from "@/lib/alerts/schemas";

type QueryEditorProps = {
  id: string;
  /** The accessible name of the field. */
  label: string;
  language: "issues" | "logs";
  query: string;
  projects: readonly string[];
  /** What the server has against this very query. */
  faults: readonly QueryFault[];
  onChange: (query: string) => void;
  /** Somebody is done with it by the keyboard. */
  onDone: () => void;
};

/** The field of a query, under the sentence. What stands in it counts when Enter is pressed, and when it is left. */
export function QueryEditor(props: QueryEditorProps) {
  const { id, label, language, query, projects, faults, onChange, onDone } = props;
  const bar = useRef<QueryBarHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const subject = useMemo(
    () => keepFaulty(language === "logs" ? logSubject : issueSubject, label),
    [language, label],
  );
  useEffect(() => {
    const field = box.current?.querySelector<HTMLInputElement>(".qb-in");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  return (
    <div
      id={id}
      ref={box}
      className="cond-query"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) bar.current?.run();
      }}
    >
      <QueryBar
        ref={bar}
        subject={subject}
        query={query}
        projects={projects}
        report={{ errors: faults.map((fault) => ({ ...fault })), unknown: [] }}
        onRun={onChange}
        onAgain={() => {
          if (box.current?.contains(document.activeElement) && faults.length === 0) onDone();
        }}
      />
    </div>
  );
}

/** A draft may hold a query that cannot be read: what stands in the field is what somebody would save, faults and all. */
function keepFaulty(subject: QuerySubject, label: string): QuerySubject {
  return {
    ...subject,
    label,
    recentAs: `${subject.recentAs}.alerts`,
    loadTools: async () => {
      const tools = await subject.loadTools();
      return {
        ...tools,
        toCanonical: (text) => {
          const read = tools.toCanonical(text);
          return read.errors.length > 0 ? { text: text.trim(), errors: [] } : read;
        },
      };
    },
  };
}
