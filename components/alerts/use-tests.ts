"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { TestResult } from "@/lib/alerts/preview/schemas";
import type { Recipient, RuleInput } from "@/lib/alerts/schemas";
import { keyOf } from "./notify-section";
import { sendTest } from "./queries";

/** Sends what a draft would say, marked as a test, and keeps each recipient's answer. */
export function useTests(draft: RuleInput, ruleId: string | null) {
  const client = useQueryClient();
  const [tests, setTests] = useState<Readonly<Record<string, readonly TestResult[]>>>({});
  const [testing, setTesting] = useState<readonly string[]>([]);

  const test = async (recipients: readonly Recipient[]) => {
    const keys = recipients.map(keyOf);
    setTesting((now) => [...now, ...keys]);
    try {
      const { results } = await sendTest({
        draft: { ...draft, definition: { ...draft.definition, recipients: [...recipients] } },
        ruleId,
      });
      setTests((now) => ({
        ...now,
        ...Object.fromEntries(
          keys.map((key, place) => [key, results.filter((result) => result.place === place)]),
        ),
      }));
      if (results.length === 0) toast({ message: "There was nobody to send a test to", tone: "failed" });
    } catch (error) {
      toast({ message: error instanceof Error ? error.message : "Nothing was sent. Retry.", tone: "failed" });
    } finally {
      setTesting((now) => now.filter((key) => !keys.includes(key)));
      await client.invalidateQueries({ queryKey: ["deliveries"] });
    }
  };
  return { tests, testing, test };
}
