import type { Snippet } from "../snippets/guide";
import type { LogTarget } from "./target";

/** How one sender is set up; its snippets carry the real host and token. */
export type LogSender = {
  /** As it stands in `?sender=`. */
  id: string;
  name: string;
  snippets: (target: LogTarget) => Snippet[];
  /** What is peculiar about this sender. */
  note?: string;
  /** What an administrator has to switch on first, where this sender also speaks to a port of its own. */
  listener?: string;
  /** It speaks to that port alone, which knows the project without a token. */
  isSocket?: true;
};
