"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { RoleNote } from "@/components/projects/role-note";
import { LeaveGuard } from "@/components/rules/leave-guard";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { paths } from "@/components/layout/place";
import { useNamePage } from "@/components/layout/page-name";
import { useShell } from "@/components/layout/shell-context";
import { toast } from "@/components/ui/toast";
import type { RuleDetail, RuleInput } from "@/lib/alerts/schemas";
import { BacktestSection } from "./backtest/backtest-section";
import { ChangesSection } from "./changes-section";
import { ConditionSection } from "./condition/condition-section";
import { inputOf, useRuleDraft } from "./draft";
import { EditorBar } from "./editor-bar";
import { FiringsSection } from "./firings-section";
import { MessagePreview } from "./message-preview";
import { NotifySection } from "./notify-section";
import { NowSection } from "./now-section";
import { ruleQuery } from "./queries";
import { RuleName } from "./rule-name";
import { RunbookSection } from "./runbook-section";
import { ThrottleSection } from "./throttle-section";
import { useNow } from "./use-now";
import { useRuleActs } from "./use-rule-acts";
import { useTests } from "./use-tests";

/** A saved rule: what it is, how it stands, and what became of it. */
export function AlertEditor({ id, isMailOff }: { id: string; isMailOff: boolean }) {
  const { data: rule } = useQuery(ruleQuery(id));
  return rule ? <Editor saved={rule} start={inputOf(rule)} isMailOff={isMailOff} /> : null;
}

/** A rule that is being written. */
export function NewAlertEditor({ start, isMailOff }: { start: RuleInput; isMailOff: boolean }) {
  return <Editor saved={null} start={start} isMailOff={isMailOff} />;
}

type EditorProps = {
  /** Null for a rule that is not saved. */
  saved: RuleDetail | null;
  /** What it began with. */
  start: RuleInput;
  isMailOff: boolean;
};

function Editor({ saved, start, isMailOff }: EditorProps) {
  const router = useRouter();
  const { canWork } = useShell();
  const now = useNow(1000);
  const acts = useRuleActs();
  const edit = useRuleDraft({
    saved,
    start,
    onCreated: (id) => {
      toast({ message: "The alert is saved" });
      router.replace(paths.alert(id));
    },
  });
  const { draft, change, faults, queryFaults, isDirty } = edit;
  const ruleId = saved?.id ?? null;
  const isReadOnly = saved === null ? !canWork : !saved.mayChange;
  const { tests, testing, test } = useTests(draft, ruleId);
  useNamePage(saved?.name ?? null);
  const part = { draft, onChange: change, faults, isReadOnly };
  return (
    <>
      <EditorBar
        saved={saved}
        edit={edit}
        acts={acts}
        now={now}
        isReadOnly={isReadOnly}
        onDeleted={() => router.replace(paths.alerts)}
      />
      <Notes edit={edit} isReadOnly={isReadOnly} />
      <div className="split">
        <div className="col form">
          <RuleName {...part} />
          <ConditionSection {...part} queryFaults={queryFaults} />
          <BacktestSection draft={draft} onChange={change} ruleId={ruleId} isReadOnly={isReadOnly} />
          <NotifySection
            {...part}
            ruleId={ruleId}
            isMailOff={isMailOff}
            tests={tests}
            testing={testing}
            onTest={(recipients) => void test(recipients)}
          />
          <ThrottleSection {...part} />
          <RunbookSection {...part} />
        </div>
        <aside className="rail" aria-label="Message and history">
          <MessagePreview
            draft={draft}
            ruleId={ruleId}
            isTesting={testing.length > 0}
            onTestAll={isReadOnly ? null : () => void test(draft.definition.recipients)}
          />
          {saved ? (
            <>
              <NowSection rule={saved} now={now} acts={acts} />
              <FiringsSection rule={saved} now={now} />
              <ChangesSection ruleId={saved.id} now={now} />
            </>
          ) : null}
        </aside>
      </div>
      {isDirty ? <LeaveGuard /> : null}
    </>
  );
}

/** Why it cannot be changed, what somebody else did meanwhile, and what the server has against it. */
function Notes({ edit, isReadOnly }: { edit: ReturnType<typeof useRuleDraft>; isReadOnly: boolean }) {
  const { canWork } = useShell();
  const { isStale, refusal, faults, queryFaults } = edit;
  const hasPlace = faults.length > 0 || queryFaults !== null;
  if (!isReadOnly && !isStale && refusal === null) return null;
  return (
    <div className="al-notes">
      {isReadOnly ? (
        canWork ? (
          <p className="help">
            This alert also watches projects that you do not see. Somebody who sees them all can change it.
          </p>
        ) : (
          <RoleNote needs="work" act="change alerts" />
        )
      ) : null}
      {isStale ? (
        <Banner
          tone="warning"
          title="Somebody changed this alert meanwhile"
          actions={
            <>
              <Button size="sm" onClick={edit.discard}>
                Show theirs
              </Button>
              <Button size="sm" variant="danger" onClick={edit.keepMine}>
                Go on with mine
              </Button>
            </>
          }
        >
          What stands here is yours. Saving it would write over what they changed.
        </Banner>
      ) : refusal !== null && !isReadOnly ? (
        <Banner tone="error" title="The alert was not saved">
          {hasPlace ? "Its faults are marked where they stand." : refusal}
        </Banner>
      ) : null}
    </div>
  );
}
