"use client";

import { Copy, Ellipsis, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { afterClosing } from "@/components/ui/after-closing";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { RuleSummary } from "@/lib/alerts/schemas";
import { isSilenced } from "./rule-state";
import { SilenceItems } from "./silence-items";
import type { useRuleActs } from "./use-rule-acts";

const AlertDialog = dynamic(() =>
  import("@/components/ui/alert-dialog").then((module) => module.AlertDialog),
);
const SilenceDialog = dynamic(() => import("./silence-dialog").then((module) => module.SilenceDialog));

type RuleMenuProps = {
  rule: Pick<RuleSummary, "id" | "name" | "isEnabled" | "silencedUntil" | "mayChange">;
  now: number;
  acts: ReturnType<typeof useRuleActs>;
  onDeleted?: () => void;
};

/** What else can be done to a rule: silence, a copy, its end. */
export function RuleMenu({ rule, now, acts, onDeleted }: RuleMenuProps) {
  const [asking, setAsking] = useState<"silence" | "delete" | null>(null);
  // The menu gives the focus back first, so that the dialog can do so, too.
  const ask = (what: "silence" | "delete") => afterClosing(() => setAsking(what));
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton size="sm" label={`Options of ${rule.name}`} icon={<Ellipsis className="i" />} />}
      >
        {rule.mayChange ? (
          <>
            <SilenceItems
              isSilenced={isSilenced(rule, now)}
              onSilence={(until) => void acts.silence(rule, until)}
              onAsk={() => ask("silence")}
            />
            <MenuSeparator />
          </>
        ) : (
          <MenuLabel>You may read this alert</MenuLabel>
        )}
        <MenuLink icon={<Copy className="i" />} href={`/alerts/new?copy=${rule.id}`}>
          Duplicate
        </MenuLink>
        {rule.mayChange ? (
          <MenuItem danger icon={<Trash2 className="i" />} onSelect={() => ask("delete")}>
            Delete…
          </MenuItem>
        ) : null}
      </Menu>
      {asking === "silence" ? (
        <SilenceDialog
          name={rule.name}
          onSilence={(until) => void acts.silence(rule, until)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === "delete" ? (
        <AlertDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={`Delete the alert ${rule.name}?`}
          description="It tells nobody any more, and its history of firings is gone. Issues that it opened stay."
          confirmLabel="Delete alert"
          cancelLabel="Keep alert"
          onConfirm={async () => {
            await acts.remove(rule);
            onDeleted?.();
          }}
        />
      ) : null}
    </>
  );
}
