import { tellFollowers } from "@/lib/notifications/personal/tell-followers";
import type { Chore } from "./keep-doing";

/** Tells people of the issues that they follow, two seconds after something happened at the latest. */
export const deliverPersonal: Chore = {
  name: "messages to followers",
  pauseMs: 2_000,
  failure: "People could not be told of their issues",
  async round(signal) {
    const errors: Error[] = [];
    await tellFollowers({ signal }, (error) => errors.push(error));
    if (errors[0]) throw errors[0];
  },
};
