import { pool } from "@/lib/db/pool";

/** Numbers of advisory locks that nobody else has: "jacklogs" and "jacklogf". */
const locks = { seal: "7665405896236953459", files: "7665405896236953446" } as const;

/**
 * Runs `work` if no other process does the same on this database, else gives null. `seal`: moving chunks into files.
 * `files`: replacing and removing files. The lock goes when this process dies, however it dies.
 */
export async function holdLock<T>(name: keyof typeof locks, work: () => Promise<T>): Promise<T | null> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1::bigint) AS got", [
      locks[name],
    ]);
    if (!rows[0]?.got) return null;
    try {
      return await work();
    } finally {
      await client.query("SELECT pg_advisory_unlock($1::bigint)", [locks[name]]).catch((error: Error) => {
        broken = error;
      });
    }
  } finally {
    client.release(broken);
  }
}
