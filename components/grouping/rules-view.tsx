"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { RoleNote } from "@/components/projects/role-note";
import { useMay } from "@/components/projects/use-may";
import { LeaveGuard } from "@/components/rules/leave-guard";
import { RulesEditor } from "@/components/rules/rules-editor";
import { SaveBar } from "@/components/rules/save-bar";
import type { RuleError, RuleTexts } from "@/lib/projects/grouping/schemas";
import { HistoryList } from "./history-list";
import { PreviewPanel } from "./preview-panel";
import { groupingQuery, previewQuery } from "./queries";
import { useRulesDraft } from "./rules-draft";
import { fingerprintSyntax, stackTraceSyntax } from "./rules-examples";
import type { Proposal } from "./rules-prefill";
import { VersionCard } from "./version-card";

const PAUSE_MS = 300;
const NO_ERRORS: readonly RuleError[] = [];

/** How a project groups: its rules to edit, what they would do, who changed them, and the version. */
export function RulesView({ slug, proposal }: { slug: string; proposal: Proposal }) {
  const { data: view } = useSuspenseQuery(groupingQuery(slug));
  const draft = useRulesDraft(slug, view, proposal);
  const { work, manage } = useMay();
  const { texts, isDirty } = draft;
  const asked = useAfterPause(texts);
  const preview = useQuery({ ...previewQuery(slug, view.revision, asked), enabled: work });
  const errors = preview.data?.errors;
  const isSettled = sameTexts(asked, texts) && !preview.isPlaceholderData && !preview.isPending;
  const errorCount = (errors?.fingerprint.length ?? 0) + (errors?.stackTrace.length ?? 0);
  const save = () => {
    if (isDirty && errorCount === 0 && !draft.isSaving) draft.save();
  };

  return (
    <>
      <div className="ru">
        <div className="ru-l">
          {work ? null : <RoleNote needs="work" act="change the rules" />}
          <RulesEditor
            label="Fingerprint rules"
            help="They decide which events are one issue. One rule a line; the first that holds wins."
            syntax={fingerprintSyntax}
            text={texts.fingerprintRules}
            onChange={(fingerprintRules) => draft.change({ fingerprintRules })}
            errors={errors?.fingerprint ?? NO_ERRORS}
            onSave={save}
            isReadOnly={!work}
          />
          <RulesEditor
            label="Stack-trace rules"
            help="They decide which frames are your own code and which count. One rule a line; later ones win."
            syntax={stackTraceSyntax}
            text={texts.stackTraceRules}
            onChange={(stackTraceRules) => draft.change({ stackTraceRules })}
            errors={errors?.stackTrace ?? NO_ERRORS}
            onSave={save}
            isReadOnly={!work}
          />
          {isDirty ? <SaveBar draft={draft} errorCount={errorCount} /> : null}
          {isDirty ? <LeaveGuard /> : null}
        </div>
        {work ? <PreviewPanel query={preview} isSettled={isSettled} isDirty={isDirty} /> : null}
      </div>
      <div className="ru-foot">
        <VersionCard slug={slug} view={view} canChange={manage} />
        <HistoryList view={view} draft={draft} canRestore={work} />
      </div>
    </>
  );
}

/** The texts once nobody has written for a moment. */
function useAfterPause(texts: RuleTexts): RuleTexts {
  const { fingerprintRules, stackTraceRules } = texts;
  const [settled, setSettled] = useState<RuleTexts>({ fingerprintRules, stackTraceRules });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ fingerprintRules, stackTraceRules }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [fingerprintRules, stackTraceRules]);
  return settled;
}

function sameTexts(one: RuleTexts, other: RuleTexts): boolean {
  return one.fingerprintRules === other.fingerprintRules && one.stackTraceRules === other.stackTraceRules;
}
