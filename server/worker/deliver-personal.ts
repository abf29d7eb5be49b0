import { tellFollowers } from "@/lib/notifications/personal/tell-followers";
import type { Chore } from "./keep-doing";

/** Tells people of the issues that they follow, two seconds after something happened at the latest. */
export const deliverPersonal: Chore = {
  name: "messages to followers",
  pauseMs: 2_000,
  failure: "People could not be told of their issues",
  round: (signal) => tellFollowers({ signal }),
};
