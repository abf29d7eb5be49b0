import { assignNewIssues } from "@/lib/ownership/assign-new-issues";
import type { Chore } from "./keep-doing";

/** Gives new issues to their owners, two seconds after they came at the latest. */
export const assignOwners: Chore = {
  name: "owners",
  pauseMs: 2_000,
  failure: "New issues could not be given to their owners",
  round: assignNewIssues,
};
