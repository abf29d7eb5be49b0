"use client";

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RoleNote } from "@/components/projects/role-note";
import { useMay } from "@/components/projects/use-may";
import { LeaveGuard } from "@/components/rules/leave-guard";
import { RulesEditor } from "@/components/rules/rules-editor";
import { SaveBar } from "@/components/rules/save-bar";
import { useSettled } from "@/components/search/use-settled";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { LineNote } from "@/lib/ownership/schemas";
import { CodeownersUpload } from "./codeowners-upload";
import { useOwnershipDraft } from "./ownership-draft";
import { OwnershipPreviewPanel } from "./ownership-preview";
import { ownershipPreviewQuery, ownershipQuery, setAutoAssign } from "./queries";
import { codeownersSyntax, rulesSyntax } from "./syntaxes";

const PAUSE_MS = 300;
const NONE: readonly LineNote[] = [];

/** Who owns what: rules written by hand, a CODEOWNERS file, what they would own, and whether new issues follow them. */
export function OwnershipView({ slug }: { slug: string }) {
  const { data: view } = useSuspenseQuery(ownershipQuery(slug));
  const draft = useOwnershipDraft(slug, view);
  const { work } = useMay();
  const [shown, setShown] = useState<"rules" | "codeowners">("rules");
  const { texts, isDirty } = draft;
  const asked = useSettled({ rules: texts.rules, codeowners: texts.codeowners }, PAUSE_MS);
  const preview = useQuery(ownershipPreviewQuery(slug, asked));
  const { errors, warnings } = preview.data ?? {};
  const isSettled =
    asked.rules === texts.rules &&
    asked.codeowners === texts.codeowners &&
    !preview.isPlaceholderData &&
    !preview.isPending;
  const errorCount = (errors?.rules.length ?? 0) + (errors?.codeowners.length ?? 0);
  const save = () => {
    if (isDirty && errorCount === 0 && !draft.isSaving) draft.save();
  };
  return (
    <div className="ru">
      <div className="ru-l">
        <div className="ow-h">
          <Segmented
            label="Where owners are written"
            value={shown}
            onValueChange={setShown}
            options={[
              { value: "rules", label: "Rules" },
              { value: "codeowners", label: "CODEOWNERS" },
            ]}
          />
          <span className="grow" />
          <AutoAssign slug={slug} isOn={view.isAutoAssigning} disabled={!work} />
        </div>
        {work ? null : <RoleNote needs="work" act="change who owns what" />}
        {shown === "rules" ? (
          <RulesEditor
            key="rules"
            label="Ownership rules"
            help="They say whose an issue is, by what its newest event shows. One rule a line; the last that matches wins."
            syntax={rulesSyntax}
            text={texts.rules}
            onChange={(rules) => draft.change({ rules })}
            errors={errors?.rules ?? NONE}
            warnings={warnings?.rules ?? NONE}
            onSave={save}
            isReadOnly={!work}
          />
        ) : (
          <RulesEditor
            key="codeowners"
            label="CODEOWNERS"
            help="The file of your repository, pasted or read from your disk. It counts where no rule of yours does."
            syntax={codeownersSyntax}
            text={texts.codeowners}
            onChange={(codeowners) => draft.change({ codeowners })}
            errors={errors?.codeowners ?? NONE}
            warnings={warnings?.codeowners ?? NONE}
            onSave={save}
            isReadOnly={!work}
          >
            {work ? <CodeownersUpload onRead={(codeowners) => draft.change({ codeowners })} /> : null}
          </RulesEditor>
        )}
        {isDirty ? <SaveBar draft={draft} errorCount={errorCount} /> : null}
        {isDirty ? <LeaveGuard /> : null}
      </div>
      <OwnershipPreviewPanel query={preview} isSettled={isSettled} />
    </div>
  );
}

function AutoAssign({ slug, isOn, disabled }: { slug: string; isOn: boolean; disabled: boolean }) {
  const client = useQueryClient();
  const { queryKey } = ownershipQuery(slug);
  const { mutate, isPending, variables } = useMutation({
    mutationFn: async (next: boolean): Promise<void> => setAutoAssign(slug, next),
    onSuccess: (_, next) =>
      toast({
        message: next ? "New issues go to their owners from now on" : "New issues stay unassigned",
        undo: async () => {
          await setAutoAssign(slug, !next).catch((error: Error) =>
            toast({ message: error.message, tone: "failed" }),
          );
          await client.invalidateQueries({ queryKey, exact: true });
        },
      }),
    onError: (error) => toast({ message: error.message, tone: "failed" }),
    onSettled: () => client.invalidateQueries({ queryKey, exact: true }),
  });
  return (
    <Switch
      checked={isPending ? variables : isOn}
      disabled={disabled}
      onCheckedChange={(next) => mutate(next)}
    >
      Assign new issues
    </Switch>
  );
}
