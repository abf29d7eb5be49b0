import { wakeArchived } from "@/lib/issues/workflow/wake-archived";
import type { Chore } from "./keep-doing";

/** Brings back archived issues whose time has come; a minute is how exact an end is that no event brings about. */
export const watchArchive: Chore = {
  name: "archive",
  pauseMs: 60_000,
  failure: "Archived issues could not be brought back",
  round: (signal) => wakeArchived({ now: new Date(), signal }),
};
