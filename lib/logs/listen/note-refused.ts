const PAUSE_MS = 60_000;

const counts = new Map<string, number>();
let quietUntil = 0;

/** Says in the process log, once a minute, that lines came which belong to no project. */
export function noteRefused(kind: string, lines: number): void {
  counts.set(kind, (counts.get(kind) ?? 0) + lines);
  const now = Date.now();
  if (now < quietUntil) return;
  quietUntil = now + PAUSE_MS;
  for (const [name, count] of counts)
    process.stderr.write(
      `Listener ${name}: ${count} lines were refused: no known token, no rule and no project for their senders.\n`,
    );
  counts.clear();
}
