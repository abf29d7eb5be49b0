import { maintainPartitions } from "@/lib/db/maintain-partitions";

const HOUR_MS = 3_600_000;

/** Does the work that belongs to no request: now (it must succeed), and then every hour. */
export async function startWorker(log: (line: string) => void): Promise<{ close(): Promise<void> }> {
  await maintainPartitions();
  let round: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    round = maintainPartitions().then(
      () => {},
      (error: Error) => log(`Partitions could not be made ahead: ${error.message}`),
    );
  }, HOUR_MS);
  return {
    async close() {
      clearInterval(timer);
      await round;
    },
  };
}
