import type { Thread } from "@/lib/protocol/event";
import type { Source } from "./source";
import { readStackField } from "./stacktrace";

const MAX_THREADS = 256;

/** The threads of a process, at most 256. */
export function normaliseThreads(event: Source): { values: Thread[] } | undefined {
  const key = event.nameOf("threads", "sentry.interfaces.Threads");
  if (!key) return undefined;
  const sent = event.values(key);
  if (sent.length > MAX_THREADS) event.shortened(key, MAX_THREADS, sent.length);
  const values = sent.slice(0, MAX_THREADS).map(normaliseThread);
  return values.length > 0 ? { values } : undefined;
}

function normaliseThread(source: Source): Thread {
  return {
    id: source.word("id", 128),
    name: source.text("name", 1024),
    crashed: source.flag("crashed"),
    current: source.flag("current"),
    main: source.flag("main"),
    state: source.text("state", 128),
    stacktrace: readStackField(source, "stacktrace"),
  };
}
