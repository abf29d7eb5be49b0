"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { paths } from "@/components/layout/place";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import type { RuleDetail } from "@/lib/alerts/schemas";
import type { RuleDraft } from "./draft";
import { RuleMenu } from "./rule-menu";
import type { useRuleActs } from "./use-rule-acts";

type EditorBarProps = {
  saved: RuleDetail | null;
  edit: RuleDraft;
  acts: ReturnType<typeof useRuleActs>;
  now: number;
  isReadOnly: boolean;
  onDeleted: () => void;
};

/** Where one is, whether something is not saved, and what can be done about it. */
export function EditorBar({ saved, edit, acts, now, isReadOnly, onDeleted }: EditorBarProps) {
  const { draft, isDirty, isStale, isSaving } = edit;
  const canSave = !isReadOnly && !isStale && (isDirty || saved === null);
  useHotkeys([
    {
      keys: "mod+s",
      label: "Save the alert",
      group: "Go to",
      everywhere: true,
      run: () => {
        if (canSave) edit.save();
      },
    },
  ]);
  return (
    <header className="bar sticky al-bar">
      <nav className="crumbs d-only" aria-label="Breadcrumb">
        <Link href={paths.alerts}>Alerts</Link>
        <ChevronRight className="i" />
        <span className="trunc" aria-current="page">
          {saved?.name ?? (draft.name || "New alert")}
        </span>
      </nav>
      <span className="mut small nowrap" role="status">
        {isDirty ? "Unsaved changes" : saved === null ? "Not saved yet" : ""}
      </span>
      <span className="grow" />
      <Switch
        checked={draft.isEnabled}
        disabled={isReadOnly}
        onCheckedChange={(on) => {
          if (saved) void acts.turn(saved, on);
          else edit.change({ ...draft, isEnabled: on });
        }}
      >
        On
      </Switch>
      {saved ? <RuleMenu rule={saved} now={now} acts={acts} onDeleted={onDeleted} /> : null}
      {isReadOnly ? null : (
        <>
          <span className="vsep d-only" />
          <Button
            className={isDirty ? undefined : "d-only"}
            disabled={!isDirty || isSaving}
            onClick={edit.discard}
          >
            Discard
          </Button>
          <Button
            variant="primary"
            busy={isSaving}
            disabled={!canSave}
            aria-keyshortcuts="Control+S Meta+S"
            onClick={edit.save}
          >
            Save rule
            <Kbd keys="mod+s" />
          </Button>
        </>
      )}
    </header>
  );
}
