/**
 * Jackdaw broken on purpose, one promise at a time. `scenario` is the check that must come out red for it. The text that
 * is replaced must stand in the file exactly once, so that a variant never goes on testing nothing.
 */
export const variants = [
  {
    name: "ack-before-commit",
    says: "the answer goes out when the event is in memory",
    file: "lib/ingest/batch.ts",
    from: "waiting.push({ record, since: performance.now(), resolve, reject });",
    to: "waiting.push({ record, since: performance.now(), resolve, reject }); resolve();",
    scenario: "kill-front",
  },
  {
    name: "ack-lines-before-commit",
    says: "the answer goes out when the log lines are in memory, a while before they are stored",
    file: "lib/logs/ingest/gather-lines.ts",
    from: "    await store(await packAll(batch));",
    to: "    for (const chunk of batch) chunk.resolve(); await new Promise((go) => setTimeout(go, 100)); await store(await packAll(batch));",
    scenario: "kill-logs",
  },
  {
    name: "no-fsync",
    says: "the spool answers before its bytes are on the disk",
    file: "lib/ingest/spool/sync-file.ts",
    from: "await handle.datasync();",
    to: "",
    scenario: "power-cut",
  },
  {
    name: "no-folder-sync",
    says: "the spool answers before the name of its file is on the disk",
    file: "lib/ingest/spool/sync-folder.ts",
    from: "await handle.sync();",
    to: "",
    scenario: "power-cut",
  },
  {
    name: "select-then-insert",
    says: "whether an issue exists is asked without a lock",
    file: "lib/ingest/digest/assign-issues.ts",
    from: 'lockNames(db, "hash", names)',
    to: "Promise.resolve()",
    scenario: "two-fronts",
  },
  {
    name: "no-event-lock",
    says: "whether an event is stored is asked without a lock",
    file: "lib/ingest/digest.ts",
    from: 'lockNames(db, "event", [...first.keys()])',
    to: "Promise.resolve()",
    scenario: "two-fronts",
  },
  {
    name: "no-dedupe",
    says: "nobody asks whether an event is stored",
    file: "lib/ingest/digest.ts",
    from: "findStored(db, candidates)",
    to: "Promise.resolve(new Set())",
    scenario: "kill-front",
  },
];
