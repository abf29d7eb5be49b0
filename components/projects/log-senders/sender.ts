import type { ListenerKind } from "@/lib/logs/listen/schemas";
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
  /** Where this sender also speaks to a port of its own: what needs the listener, and which kinds of listeners do. */
  listener?: { what: string; kinds: readonly ListenerKind[] };
  /** It speaks to that port alone, which knows the project without a token. */
  isSocket?: true;
};
