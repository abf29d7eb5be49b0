/** The settings of Postgres that decide whether a commit is durable and text is text. */
export const watchedSettings = [
  "fsync",
  "full_page_writes",
  "synchronous_commit",
  "server_encoding",
  "data_checksums",
] as const;

const DURABLE_COMMITS = new Set(["on", "local", "remote_write", "remote_apply"]);

/** What is wrong with these settings (`name → value`), in sentences; empty when nothing is. Pure. */
export function judgeSettings(settings: ReadonlyMap<string, string>): string[] {
  const reasons: string[] = [];
  for (const name of ["fsync", "full_page_writes"]) {
    if (settings.get(name) === "off")
      reasons.push(
        `Postgres runs with ${name} = off: a crash of the machine can lose or damage what was stored.`,
      );
  }
  const commit = settings.get("synchronous_commit") ?? "on";
  if (!DURABLE_COMMITS.has(commit))
    reasons.push(
      `Postgres runs with synchronous_commit = ${commit}: a crash can lose events that were acknowledged.`,
    );
  const encoding = settings.get("server_encoding") ?? "UTF8";
  if (encoding !== "UTF8")
    reasons.push(`The database is encoded in ${encoding}, not UTF8: many events cannot be stored.`);
  if (settings.get("data_checksums") === "off")
    reasons.push("Postgres runs without data checksums: a failing disk would go unnoticed.");
  return reasons;
}
