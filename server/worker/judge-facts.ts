import { judgeFacts } from "@/lib/alerts/facts/judge-facts";
import { judgeSeen } from "@/lib/alerts/facts/judge-seen";
import type { Chore } from "./keep-doing";

/** Judges what happens to issues by their rules, two seconds after it happened at the latest. */
export const judgeIssueRules: Chore = {
  name: "alerts of issues",
  pauseMs: 2_000,
  failure: "Some alerts of issues could not be judged",
  async round(signal) {
    const errors: Error[] = [];
    const failed = (error: Error) => errors.push(error);
    await judgeFacts({ now: new Date(), signal }, failed);
    await judgeSeen({ now: new Date(), signal }, failed);
    if (errors[0]) throw errors[0];
  },
};
