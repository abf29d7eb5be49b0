"use client";

import { useQueryClient } from "@tanstack/react-query";
import { firingCountQuery } from "@/components/layout/queries";
import { sendOrSay } from "@/components/layout/send-or-say";
import { toast } from "@/components/ui/toast";
import type { RuleInput, RuleSummary } from "@/lib/alerts/schemas";
import { formatTime } from "@/lib/format/format-time";
import { alertsKey, changeRule, createRule, deleteRule, ruleQuery, rulesQuery, silenceRule } from "./queries";

type Known = Pick<RuleSummary, "id" | "name" | "isEnabled" | "silencedUntil">;

/** What can be done to a rule at once: shown, then sent; a refusal is told, and the server's word put in its place. */
export function useRuleActs() {
  const client = useQueryClient();
  const reload = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: alertsKey }),
      client.invalidateQueries({ queryKey: firingCountQuery.queryKey }),
    ]);

  const act = async (
    { id }: Known,
    change: Partial<Pick<RuleSummary, "isEnabled" | "silencedUntil">>,
    send: () => Promise<unknown>,
  ): Promise<boolean> => {
    await client.cancelQueries({ queryKey: alertsKey });
    client.setQueryData(
      rulesQuery.queryKey,
      (data) => data && { rules: data.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) },
    );
    client.setQueryData(ruleQuery(id).queryKey, (rule) => rule && { ...rule, ...change });
    const isDone = await sendOrSay(send);
    // What was done can be taken back before the list is read again.
    void reload();
    return isDone;
  };
  const setOn = (rule: Known, isEnabled: boolean) =>
    act(rule, { isEnabled }, () => changeRule(rule.id, { isEnabled }));
  const setSilence = (rule: Known, silencedUntil: string | null) =>
    act(rule, { silencedUntil }, () => silenceRule(rule.id, silencedUntil));

  return {
    turn: async (rule: Known, isEnabled: boolean) => {
      if (!(await setOn(rule, isEnabled))) return;
      toast({
        message: `${rule.name} is ${isEnabled ? "on" : "off"}`,
        undo: async () => void (await setOn(rule, !isEnabled)),
      });
    },
    silence: async (rule: Known, until: Date | null) => {
      const before = rule.silencedUntil;
      if (!(await setSilence(rule, until?.toISOString() ?? null))) return;
      const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
      toast({
        message: until
          ? `${rule.name} is silenced until ${formatTime(until, { now: Date.now(), timeZone })}`
          : `${rule.name} is no longer silenced`,
        undo: async () => void (await setSilence(rule, before)),
      });
    },
    /** Throws what the server has against it. */
    remove: async (rule: Known) => {
      await deleteRule(rule.id);
      client.setQueryData(
        rulesQuery.queryKey,
        (data) => data && { rules: data.rules.filter(({ id }) => id !== rule.id) },
      );
      client.removeQueries({ queryKey: ruleQuery(rule.id).queryKey });
      toast({ message: `The alert ${rule.name} was deleted` });
      await reload();
    },
    /** Makes a rule, and says where it is changed. */
    make: async (input: RuleInput) => {
      await sendOrSay(async () => {
        const { id } = await createRule(input);
        toast({
          message: `The alert ${input.name} watches ${input.projects.length === 1 ? "1 project" : `${input.projects.length} projects`}`,
          link: { href: `/alerts/${id}`, label: "Change it" },
          undo: async () => {
            await sendOrSay(() => deleteRule(id));
            await reload();
          },
        });
      }, "Nothing was made. Retry.");
      await reload();
    },
  };
}
