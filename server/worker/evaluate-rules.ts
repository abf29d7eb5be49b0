import { evaluateRules } from "@/lib/alerts/evaluate/evaluate-rules";
import { openAlertIssues } from "@/lib/ingest/alert-issues/open-alert-issues";
import type { Chore } from "./keep-doing";

/** Checks the rules over measures, each at its second of the minute. */
export const judgeThresholds: Chore = {
  name: "alerts of thresholds",
  pauseMs: 1_000,
  failure: "Some alerts of thresholds could not be judged",
  async round(signal) {
    const errors: Error[] = [];
    await evaluateRules(
      { now: new Date(), signal },
      { open: openAlertIssues, failed: (error) => errors.push(error) },
    );
    if (errors[0]) throw errors[0];
  },
};
