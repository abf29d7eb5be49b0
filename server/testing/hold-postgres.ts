import { startPostgres } from "../postgres/start-postgres";

// A program that tests start in order to kill it: its argument is the data folder.
try {
  const postgres = await startPostgres({ dataDir: process.argv[2] ?? "", log: () => {} });
  process.on("SIGTERM", () => void postgres.stop().then(() => process.exit(0)));
  console.log(postgres.url);
} catch (error) {
  console.log((error as Error).message);
  process.exit(1);
}
